using System;

namespace CallCenter.Core.Runs;

/// <summary>One line about a row: that it is being sent, or how it ended.</summary>
internal sealed record JournalRecord(RowId Row, JournalState State, DateTime At)
{
    public int? Number { get; init; }

    public string? Label { get; init; }

    public string? Error { get; init; }

    public string? Message { get; init; }
}
