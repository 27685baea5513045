namespace CallCenter.Core.Queues;

/// <summary>An extension that is signed in to a queue.</summary>
/// <param name="Queue">The queue's number, leading zeros included.</param>
/// <param name="Extension">The extension's number, leading zeros included.</param>
public sealed record QueueMember(string Queue, string Extension);
