namespace CallCenter;

/// <summary>Whether an extension takes calls of a queue.</summary>
public enum CcQueueState
{
    /// <summary>It was signed in to the queue.</summary>
    SignedIn,

    /// <summary>It was signed out of the queue.</summary>
    SignedOut,
}
