using System.Text;

namespace CallCenter.Core.Files;

/// <summary>How a file of agents is read.</summary>
public sealed record AgentFileOptions
{
    /// <summary>The encoding; null to find out.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>What separates the cells; null to find out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether extensions are to be signed in to queues, where the file has columns for both.</summary>
    public bool HasPhoneSystem { get; init; }

    /// <summary>How many faults are told of; the others are only counted.</summary>
    public int MaximumFaults { get; init; } = 1_000;
}
