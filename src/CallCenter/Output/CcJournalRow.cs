using System;
using CallCenter.Core.Runs;

namespace CallCenter;

/// <summary>What a journal says of a row.</summary>
public sealed class CcJournalRow
{
    private readonly JournalRow _row;

    internal CcJournalRow(JournalRow row) => _row = row;

    /// <summary>Its number in the input of the last run that sent it.</summary>
    public int? Number => _row.Number;

    /// <summary>What became of it.</summary>
    public JournalState State => _row.State;

    /// <summary>What was to be done, in words.</summary>
    public string? Operation => _row.Label;

    /// <summary>How often it was sent.</summary>
    public int Attempts => _row.Attempts;

    /// <summary>When its last record was written, in UTC.</summary>
    public DateTime Time => _row.At;

    /// <summary>The id of its error.</summary>
    public string? ErrorId => _row.Error;

    /// <summary>The message of its error.</summary>
    public string? Message => _row.Message;

    /// <summary>What the row is known by: a hash of its content without the password.</summary>
    public string Id => _row.Id.ToString();
}
