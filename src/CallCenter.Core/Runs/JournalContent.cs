using System;
using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Core.Runs;

/// <summary>A journal, read to be shown.</summary>
/// <param name="Runs">The runs, at least one, in the order in which they began.</param>
/// <param name="Tear">Where it is torn; null when it is whole, and while a run writes it.</param>
/// <param name="IsInUse">Whether a run was writing it when it was read.</param>
/// <param name="Rows">The operations, in the order in which they first appear.</param>
public sealed record JournalContent(IReadOnlyList<JournalRun> Runs, JournalTear? Tear, bool IsInUse, IEnumerable<JournalRow> Rows)
{
    /// <summary>How many rows are in each state.</summary>
    public JournalCounts Counts { get; } = new(Rows.Select(row => row.State));
}

/// <summary>An operation as its records in a journal describe it.</summary>
public sealed class JournalRow
{
    private OperationHistory _history;

    internal JournalRow(OperationId id) => Id = id;

    /// <summary>The operation's id.</summary>
    public OperationId Id { get; }

    /// <summary>What it does, such as <c>create agent 5003</c>; null when it was never sent.</summary>
    public string? Label { get; private set; }

    /// <summary>Its number in the input of the last run that sent it; null when it was never sent.</summary>
    public int? Number { get; private set; }

    /// <summary>What is known of it. Only while a run is going on is a row <see cref="JournalState.Sending"/>.</summary>
    public JournalState State => _history.State;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>When its last record was written, in UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The error id of its last outcome; null when there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>The message of its last outcome; null when there is none.</summary>
    public string? Message { get; private set; }

    internal void Add(JournalRecord record)
    {
        _history = _history.With(record.State, record.IsHandedOn ?? true);
        At = record.At;
        Error = record.Error;
        Message = record.Message;
        if (record.State == JournalState.Sending)
        {
            Attempts++;
            Label = record.Label;
            Number = record.Number;
        }
    }

    internal void EndRun() => _history = _history.Ended();
}
