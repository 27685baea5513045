using System.Collections.Generic;

namespace CallCenter.Core.Queues;

/// <summary>The queues, and who is signed in to them, at one moment.</summary>
/// <param name="Queues">The numbers of the queues, in the order of the phone system. Whether it lists a queue without members is not documented.</param>
/// <param name="Members">The members, queue by queue.</param>
public sealed record QueueList(IReadOnlyList<string> Queues, IReadOnlyList<QueueMember> Members);
