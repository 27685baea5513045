using System;
using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Core.Runs;

/// <summary>One run that a journal is of. Later runs may be of other commands, and must go to the same systems.</summary>
/// <param name="Command">The command, such as <c>New-CcAgent</c>.</param>
/// <param name="Destinations">The systems that it changes.</param>
public sealed record JournalRun(string Command, IReadOnlyList<Destination> Destinations)
{
    /// <summary>When the run began, in UTC.</summary>
    public DateTime At { get; init; } = DateTime.UtcNow;

    /// <summary>Whether the user says that its accounts are of the tenants that the runs before it changed, although they are others.</summary>
    public bool IsOfSameTenant { get; init; }

    /// <summary>The account that was signed in to each system, as the journal has it.</summary>
    internal IReadOnlyDictionary<string, string> Accounts { get; init; } =
        Destinations.Where(destination => destination.Account is not null).ToDictionary(destination => destination.System, destination => destination.Account!.ToRecord());

    /// <summary>The names of the systems, in one line.</summary>
    public string Servers => string.Join(", ", Destinations.Select(destination => destination.Name));

    /// <summary>Whether it goes to another tenant or phone system than a run before it.</summary>
    internal bool Contradicts(JournalRun earlier) =>
        Destinations.Any(destination => earlier.Destinations.Any(other => other.System == destination.System && other.Name != destination.Name));
}
