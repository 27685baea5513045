namespace CallCenter.Core.Runs;

/// <summary>What a journal knows of a row.</summary>
public enum JournalState
{
    /// <summary>It is being sent; no outcome is recorded yet.</summary>
    Sending,

    /// <summary>The server did it.</summary>
    Done,

    /// <summary>The server refused it, or it could not be sent.</summary>
    Failed,

    /// <summary>It was sent, and it is unknown whether the server did it.</summary>
    Unknown,

    /// <summary>It certainly was not sent, since the run was stopped.</summary>
    Stopped,
}
