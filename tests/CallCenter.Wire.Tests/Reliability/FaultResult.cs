using System.Collections.Generic;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>What a run through faults came to.</summary>
internal sealed record FaultResult
{
    public required int Rows { get; init; }

    /// <summary>How many exchanges suffered a fault.</summary>
    public required int Injected { get; init; }

    public required int Done { get; init; }

    public required int Failed { get; init; }

    public required int Unknown { get; init; }

    /// <summary>How many rows are unknown after the run was continued without faults.</summary>
    public int UnknownAtEnd { get; init; }

    /// <summary>How many rows were done twice that must not be.</summary>
    public int Twice { get; init; }

    /// <summary>How many rows are neither done nor unknown in the end.</summary>
    public int Lost { get; init; }

    /// <summary>What contradicts the promise.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];
}
