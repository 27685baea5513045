using System;
using System.Linq;
using CallCenter.Core.Runs;

namespace CallCenter;

/// <summary>What a journal says of a run.</summary>
public sealed class CcJournal
{
    internal CcJournal(string path, JournalContent content)
    {
        Path = path;
        Command = content.Runs[content.Runs.Count - 1].Command;
        Server = string.Join(", ", content.Runs.SelectMany(run => run.Destinations).Select(destination => destination.Name).Distinct());
        Created = content.Runs[0].At;
        Run = [.. content.Runs.Select(run => run.At)];
        IsInUse = content.IsInUse;
        Total = content.Counts.Total;
        Done = content.Counts.Done;
        Failed = content.Counts.Failed;
        Unknown = content.Counts.Unknown;
        NotSent = content.Counts.Stopped;
        UnderWay = content.Counts.Sending;
        TornAtLine = content.Tear?.Line;
        Row = [.. content.Rows.Select(row => new CcJournalRow(row))];
    }

    /// <summary>The journal's file.</summary>
    public string Path { get; }

    /// <summary>The command that wrote it last.</summary>
    public string Command { get; }

    /// <summary>The servers it ran against, with the tenant where one was given.</summary>
    public string Server { get; }

    /// <summary>When it was begun, in UTC.</summary>
    public DateTime Created { get; }

    /// <summary>When each run began, in UTC.</summary>
    public DateTime[] Run { get; }

    /// <summary>Whether a run is writing it.</summary>
    public bool IsInUse { get; }

    /// <summary>How many rows were sent.</summary>
    public int Total { get; }

    /// <summary>How many the server did.</summary>
    public int Done { get; }

    /// <summary>How many the server refused, or could not be sent.</summary>
    public int Failed { get; }

    /// <summary>How many were sent without anything telling whether they were done.</summary>
    public int Unknown { get; }

    /// <summary>How many were not sent, since the run was stopped.</summary>
    public int NotSent { get; }

    /// <summary>How many a run that is going on is sending.</summary>
    public int UnderWay { get; }

    /// <summary>The line that a crash tore; null when the journal is whole.</summary>
    public long? TornAtLine { get; }

    /// <summary>The rows, in the order in which they first appear.</summary>
    public CcJournalRow[] Row { get; }
}
