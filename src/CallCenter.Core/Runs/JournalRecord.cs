using System;

namespace CallCenter.Core.Runs;

/// <summary>One line about an operation: that it is being sent, or how it ended.</summary>
internal sealed record JournalRecord(OperationId Id, JournalState State, DateTime At)
{
    /// <summary>The name of the operation.</summary>
    public string? Operation { get; init; }

    /// <summary>Where it went.</summary>
    public string? Destination { get; init; }

    public int? Number { get; init; }

    /// <summary>How long its answer is waited for, of one that is being sent; null where there is no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    public string? Label { get; init; }

    public string? Error { get; init; }

    public string? Message { get; init; }

    /// <summary>Whether the result was handed on; null where it is no secret, so that nothing is lost with it.</summary>
    public bool? IsHandedOn { get; init; }
}
