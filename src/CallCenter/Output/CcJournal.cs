using System;
using System.Linq;
using CallCenter.Core.Runs;

namespace CallCenter;

/// <summary>What a journal says of a run.</summary>
public sealed class CcJournal
{
    private readonly JournalContent _content;

    internal CcJournal(string path, JournalContent content)
    {
        _content = content;
        Path = path;
        Command = content.Runs[content.Runs.Count - 1].Command;
        Server = string.Join(", ", content.Runs.SelectMany(run => run.Destinations).Select(destination => destination.Name).Distinct());
        Run = [.. content.Runs.Select(run => run.At)];
        Row = [.. content.Rows.Select(row => new CcJournalRow(row))];
    }

    /// <summary>The journal's file.</summary>
    public string Path { get; }

    /// <summary>The command that wrote it last.</summary>
    public string Command { get; }

    /// <summary>The servers it ran against, with the tenant where one was given.</summary>
    public string Server { get; }

    /// <summary>When it was begun, in UTC.</summary>
    public DateTime Created => _content.Runs[0].At;

    /// <summary>When each run began, in UTC.</summary>
    public DateTime[] Run { get; }

    /// <summary>Whether a run is writing it.</summary>
    public bool IsInUse => _content.IsInUse;

    /// <summary>How many rows were sent.</summary>
    public int Total => _content.Counts.Total;

    /// <summary>How many the server did.</summary>
    public int Done => _content.Counts.Done;

    /// <summary>How many the server refused, or could not be sent.</summary>
    public int Failed => _content.Counts.Failed;

    /// <summary>How many were sent without anything telling whether they were done.</summary>
    public int Unknown => _content.Counts.Unknown;

    /// <summary>How many were not sent, since the run was stopped.</summary>
    public int NotSent => _content.Counts.Stopped;

    /// <summary>How many a run that is going on is sending.</summary>
    public int UnderWay => _content.Counts.Sending;

    /// <summary>The line that a crash tore; null when the journal is whole.</summary>
    public long? TornAtLine => _content.Tear?.Line;

    /// <summary>The rows, in the order in which they first appear.</summary>
    public CcJournalRow[] Row { get; }
}
