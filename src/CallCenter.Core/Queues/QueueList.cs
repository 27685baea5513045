using System.Collections.Generic;

namespace CallCenter.Core.Queues;

/// <summary>The queues, and who is signed in to them, at one moment.</summary>
/// <param name="Queues">The numbers of the queues, in the order of the phone system. Whether it lists a queue without members is not documented.</param>
/// <param name="Members">The members, queue by queue.</param>
public sealed record QueueList(IReadOnlyList<string> Queues, IReadOnlyList<QueueMember> Members);

/// <summary>An extension that is signed in to a queue, or that a roster wants in it.</summary>
/// <param name="Queue">The queue's number, leading zeros included.</param>
/// <param name="Extension">The extension's number, leading zeros included.</param>
public sealed record QueueMember(string Queue, string Extension)
{
    /// <summary>Whether the queue sends it no calls for now; null where the phone system does not say.</summary>
    public bool? Paused { get; init; }

    /// <summary>Its penalty: calls go to the members with the lowest first. Null where the phone system does not say.</summary>
    public int? Penalty { get; init; }
}
