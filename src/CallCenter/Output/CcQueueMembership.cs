namespace CallCenter;

/// <summary>An extension that was signed in to or out of a queue, or paused there (queue page).</summary>
public sealed class CcQueueMembership
{
    internal CcQueueMembership(string queue, string extension, CcQueueState state, string? message)
    {
        Queue = queue;
        Extension = extension;
        State = state;
        Message = message;
    }

    /// <summary>The queue's number, leading zeros included.</summary>
    public string Queue { get; }

    /// <summary>The extension's number, leading zeros included.</summary>
    public string Extension { get; }

    /// <summary>What the extension is now.</summary>
    public CcQueueState State { get; }

    /// <summary>The phone system's own words.</summary>
    public string? Message { get; }
}

/// <summary>Whether an extension takes calls of a queue.</summary>
public enum CcQueueState
{
    /// <summary>It is signed in to the queue, and not paused.</summary>
    SignedIn,

    /// <summary>It was signed out of the queue.</summary>
    SignedOut,

    /// <summary>It is signed in to the queue and paused: the queue sends it no calls.</summary>
    Paused,
}
