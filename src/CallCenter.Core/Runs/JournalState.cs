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

/// <summary>How many rows of a journal are in each state.</summary>
public sealed record JournalCounts
{
    /// <summary>All rows.</summary>
    public int Total => Done + Failed + Unknown + Stopped + Sending;

    /// <summary>Rows that the server did.</summary>
    public int Done { get; private set; }

    /// <summary>Rows that the server refused, or that could not be sent.</summary>
    public int Failed { get; private set; }

    /// <summary>Rows that were sent, and of which it is unknown whether the server did them.</summary>
    public int Unknown { get; private set; }

    /// <summary>Rows that were not sent, since the run was stopped.</summary>
    public int Stopped { get; private set; }

    /// <summary>Rows that a run in progress is sending.</summary>
    public int Sending { get; private set; }

    internal void Add(JournalState state)
    {
        switch (state)
        {
            case JournalState.Sending:
                Sending++;
                break;
            case JournalState.Done:
                Done++;
                break;
            case JournalState.Failed:
                Failed++;
                break;
            case JournalState.Unknown:
                Unknown++;
                break;
            default:
                Stopped++;
                break;
        }
    }
}
