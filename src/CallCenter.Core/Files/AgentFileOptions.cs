using System.Text;

namespace CallCenter.Core.Files;

/// <summary>How a file of agents is read.</summary>
public sealed record AgentFileOptions
{
    /// <summary>The encoding; null to find out.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>What separates the cells; null to find out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>How many faults are told of; the others are only counted.</summary>
    public int MaximumFaults { get; init; } = 1_000;
}
