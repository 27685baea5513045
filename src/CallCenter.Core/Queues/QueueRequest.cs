namespace CallCenter.Core.Queues;

/// <summary>An extension to sign in or out (queue page).</summary>
/// <param name="Queue">The queue's number; null for all queues that the extension is signed in to.</param>
/// <param name="Extension">The extension's number.</param>
public sealed record QueueRequest(string? Queue, string Extension);
