using System;

namespace CallCenter.Core.Runs;

/// <summary>What a journal is of: its first line. Only a run of the same command on the same server may continue it.</summary>
/// <param name="Command">The command, such as <c>New-CcAgent</c>.</param>
/// <param name="Server">The server, such as <c>n01.example.com</c>, with the tenant where one is given.</param>
public sealed record JournalHeader(string Command, string Server)
{
    internal const int KnownVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = KnownVersion;

    /// <summary>When the journal was begun, in UTC.</summary>
    public DateTime Created { get; init; } = DateTime.UtcNow;
}
