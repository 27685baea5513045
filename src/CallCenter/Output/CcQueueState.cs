namespace CallCenter;

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
