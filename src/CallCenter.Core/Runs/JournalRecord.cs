using System;

namespace CallCenter.Core.Runs;

/// <summary>One line about an operation: that it is being sent, or how it ended.</summary>
internal sealed record JournalRecord(OperationId Id, JournalState State, DateTime At)
{
    /// <summary>The name of the operation. It is written for people who read the file.</summary>
    public string? Operation { get; init; }

    /// <summary>Where it went. It is written for people who read the file.</summary>
    public string? Destination { get; init; }

    public int? Number { get; init; }

    /// <summary>How long an operation that is being sent waits for its answer; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    public string? Label { get; init; }

    public string? Error { get; init; }

    public string? Message { get; init; }

    /// <summary>Whether the result was handed on; null where it is not secret, so that nothing can be lost.</summary>
    public bool? IsHandedOn { get; init; }
}
