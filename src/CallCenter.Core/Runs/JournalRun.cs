using System;
using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Core.Runs;

/// <summary>One of the runs that a journal records. Later runs may be of other commands, but must go to the same systems.</summary>
/// <param name="Command">The command, such as <c>New-CcAgent</c>.</param>
/// <param name="Destinations">The systems that it changes.</param>
public sealed record JournalRun(string Command, IReadOnlyList<Destination> Destinations)
{
    /// <summary>When the run began, in UTC.</summary>
    public DateTime At { get; init; } = DateTime.UtcNow;

    /// <summary>Whether the user says that its accounts, although different, belong to the tenants that the runs before it changed.</summary>
    public bool IsOfSameTenant { get; init; }

    /// <summary>The account that was signed in to each system, as the journal records it.</summary>
    internal IReadOnlyDictionary<string, string> Accounts { get; init; } =
        Destinations.Where(destination => destination.Account is not null).ToDictionary(destination => destination.System, destination => destination.Account!.ToRecord());

    /// <summary>The names of the systems, in one line.</summary>
    public string Servers => string.Join(", ", Destinations.Select(destination => destination.Name));

    /// <summary>Whether it goes to another tenant or phone system than a run before it.</summary>
    internal bool Contradicts(JournalRun earlier) =>
        Destinations.Any(destination => earlier.Destinations.Any(other => other.System == destination.System && other.Name != destination.Name));
}
