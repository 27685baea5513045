using System.Collections.Generic;

namespace CallCenter.Core.Runs;

/// <summary>A journal, read to be shown.</summary>
public sealed class JournalContent
{
    internal JournalContent(IReadOnlyList<JournalRun> runs, JournalTear? tear, bool inUse, IReadOnlyList<JournalRow> rows)
    {
        Tear = tear;
        IsInUse = inUse;
        Runs = runs;
        Rows = rows;
        Counts = new JournalCounts();
        foreach (var row in rows)
        {
            Counts.Add(row.State);
        }
    }

    /// <summary>Where it is torn; null when it is whole, and while a run writes it.</summary>
    public JournalTear? Tear { get; }

    /// <summary>Whether a run was writing it when it was read.</summary>
    public bool IsInUse { get; }

    /// <summary>The runs, at least one, in the order in which they began.</summary>
    public IReadOnlyList<JournalRun> Runs { get; }

    /// <summary>The operations, in the order in which they first appear.</summary>
    public IEnumerable<JournalRow> Rows { get; }

    /// <summary>How many rows are in each state.</summary>
    public JournalCounts Counts { get; }
}
