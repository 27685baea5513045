using System;
using CallCenter.Core.Runs;

namespace CallCenter;

/// <summary>What a journal says of a row.</summary>
public sealed class CcJournalRow
{
    internal CcJournalRow(JournalRow row)
    {
        Number = row.Number;
        State = row.State;
        Operation = row.Label;
        Attempts = row.Attempts;
        Time = row.At;
        ErrorId = row.Error;
        Message = row.Message;
        Id = row.Id.ToString();
    }

    /// <summary>Its number in the input of the last run that sent it.</summary>
    public int? Number { get; }

    /// <summary>What became of it.</summary>
    public JournalState State { get; }

    /// <summary>What was to be done, in words.</summary>
    public string? Operation { get; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; }

    /// <summary>When its last record was written, in UTC.</summary>
    public DateTime Time { get; }

    /// <summary>The id of its error.</summary>
    public string? ErrorId { get; }

    /// <summary>The message of its error.</summary>
    public string? Message { get; }

    /// <summary>What the row is known by: a hash of its content without the password.</summary>
    public string Id { get; }
}
