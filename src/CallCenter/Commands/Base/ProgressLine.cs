using System;
using System.Diagnostics;
using System.Management.Automation;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>
/// The progress of one command: nothing in the first second, then one line that is refreshed a few times a second, and removed
/// when the work ends. PowerShell itself honors -ProgressAction.
/// </summary>
/// <param name="command">The command.</param>
internal sealed class ProgressLine(PSCmdlet command)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = Patience;
    private bool _isShown;

    /// <summary>How long the work has taken so far.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Whether it is time to show what is new.</summary>
    public bool IsDue => _clock.Elapsed >= _next;

    /// <summary>What all that is in progress waits for, before the status, since a narrow window shows only the beginning; null where it waits for nothing special.</summary>
    /// <param name="session">The session.</param>
    /// <param name="status">The status in words.</param>
    /// <param name="inFlight">How many rows are in progress; null where none could be looked for.</param>
    public static string? DescribeWait(CcSession? session, string status, int? inFlight = null) => session switch
    {
        { GoneServer: { } server } => Messages.FormatProgressGone(server, status),
        { PendingLookups: > 0 and var count } when count >= inFlight => Messages.FormatProgressLookup(count, status),
        _ => null,
    };

    /// <summary>Shows how things stand.</summary>
    /// <param name="status">The status in words.</param>
    /// <param name="percent">How much of the work is done, in percent; null when unknown.</param>
    /// <param name="left">How long the rest will take; null when unknown.</param>
    public void Show(string status, int? percent = null, TimeSpan? left = null)
    {
        _next = _clock.Elapsed + Refresh;
        _isShown = true;
        command.WriteProgress(new ProgressRecord(Id, command.MyInvocation.MyCommand.Name, status)
        {
            PercentComplete = percent ?? -1,
            SecondsRemaining = left is { } time ? (int)Math.Min(int.MaxValue, Math.Ceiling(time.TotalSeconds)) : -1,
        });
    }

    /// <summary>Removes the line.</summary>
    public void End()
    {
        if (_isShown)
        {
            _isShown = false;
            command.WriteProgress(new ProgressRecord(Id, command.MyInvocation.MyCommand.Name, " ") { RecordType = ProgressRecordType.Completed });
        }
    }

    // Two commands of one pipeline show a line each.
    private int Id => command.MyInvocation.PipelinePosition;
}
