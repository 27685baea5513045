namespace CallCenter.Core.Queues;

/// <summary>An extension that a roster wants in a queue.</summary>
/// <param name="Queue">The queue's number, leading zeros included.</param>
/// <param name="Extension">The extension's number, leading zeros included.</param>
public sealed record RosterEntry(string Queue, string Extension);
