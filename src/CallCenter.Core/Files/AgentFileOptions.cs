using System.Collections.Generic;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>How a file of agents is read.</summary>
public sealed record AgentFileOptions
{
    /// <summary>The encoding; null to find out.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>What separates the cells; null to find out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The kinds of fault that are none this time; of those that <see cref="CanAccept"/> knows.</summary>
    public IReadOnlyCollection<ErrorKind> Accepted { get; init; } = [];

    /// <summary>Whether extensions are to be signed in to queues, where the file has columns for both.</summary>
    public bool HasPhoneSystem { get; init; }

    /// <summary>How many faults are reported; the others are only counted.</summary>
    public int MaximumFaults { get; init; } = 1_000;

    /// <summary>Whether a kind of fault says that a value is unlikely, and not that it cannot be sent.</summary>
    /// <param name="kind">The kind.</param>
    public static bool CanAccept(ErrorKind kind) => kind is ErrorKind.SpreadsheetDamage or ErrorKind.LostLeadingZero or ErrorKind.UnlikelyValue
        or ErrorKind.UnlikeOthers or ErrorKind.DoubtfulEncoding or ErrorKind.NotAnAgent;
}
