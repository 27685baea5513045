using System.Collections.Generic;
using System.Linq;

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
public sealed class JournalCounts
{
    // By state; Stopped is the last.
    private readonly int[] _rows = new int[(int)JournalState.Stopped + 1];

    internal JournalCounts(IEnumerable<JournalState> rows)
    {
        foreach (var state in rows)
        {
            _rows[(int)state]++;
        }
    }

    /// <summary>All rows.</summary>
    public int Total => _rows.Sum();

    /// <summary>Rows that the server did.</summary>
    public int Done => _rows[(int)JournalState.Done];

    /// <summary>Rows that the server refused, or that could not be sent.</summary>
    public int Failed => _rows[(int)JournalState.Failed];

    /// <summary>Rows that were sent, and of which it is unknown whether the server did them.</summary>
    public int Unknown => _rows[(int)JournalState.Unknown];

    /// <summary>Rows that were not sent, since the run was stopped.</summary>
    public int Stopped => _rows[(int)JournalState.Stopped];

    /// <summary>Rows that a run in progress is sending.</summary>
    public int Sending => _rows[(int)JournalState.Sending];
}
