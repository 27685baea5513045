using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// The journal of a run: a record before a row is sent, one after its outcome, each on the disk before the next step.
/// A later run with the same journal knows from it what is done. For any number of threads at once.
/// </summary>
/// <remarks>
/// Only what earlier runs left is kept in memory. Nothing secret is written as long as none is given:
/// labels and messages are written as they come, and cut when they are long.
/// </remarks>
public sealed class RunJournal : IDisposable
{
    private readonly Dictionary<RowId, RowHistory> _earlier;
    private readonly JournalWriter _writer;
    private readonly Func<DateTime> _now;

    private RunJournal(Dictionary<RowId, RowHistory> earlier, JournalTear? tear, JournalWriter writer, Func<DateTime> now)
    {
        _earlier = earlier;
        _writer = writer;
        _now = now;
        Tear = tear;
        foreach (var history in earlier.Values)
        {
            EarlierCounts.Add(history.State);
        }
    }

    /// <summary>Where the journal was torn when it was opened; the torn end is removed. Null when it was whole.</summary>
    public JournalTear? Tear { get; }

    /// <summary>How many rows the earlier runs left in each state; none of them is <see cref="JournalState.Sending"/>.</summary>
    public JournalCounts EarlierCounts { get; } = new();

    /// <summary>Creates a journal, or continues one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">What the run is of.</param>
    /// <exception cref="CallCenterException">
    /// <see cref="ErrorKind.JournalInUse"/>: another run has it open.
    /// <see cref="ErrorKind.JournalMismatch"/>: it is of another command or server.
    /// <see cref="ErrorKind.JournalUnreadable"/>: the file is no journal, is of a newer version, or is broken elsewhere than at its end.
    /// <see cref="ErrorKind.JournalFailed"/>: it cannot be written. In none of these cases was the file changed, save the last.
    /// </exception>
    public static RunJournal Open(string path, JournalHeader header) => Open(path, header, () => DateTime.UtcNow, file => file);

    /// <summary>What is known of the row from earlier runs; null when they never came to it.</summary>
    /// <param name="row">The row.</param>
    public JournalState? EarlierState(RowId row) => _earlier.TryGetValue(row, out var history) ? history.State : null;

    /// <summary>Records that the row is about to be sent. It may be sent when the task is complete, and not if that failed.</summary>
    /// <param name="row">The row.</param>
    /// <param name="label">What it concerns, such as <c>agent 5003</c>.</param>
    /// <param name="rowNumber">Its number in the input.</param>
    /// <exception cref="CallCenterException">The record, or one before it, could not be written (<see cref="ErrorKind.JournalFailed"/>).</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task BeginAsync(RowId row, string label, int rowNumber) =>
        AppendAsync(new JournalRecord(row, JournalState.Sending, _now()) { Label = label, Number = rowNumber });

    /// <summary>Records how the row ended.</summary>
    /// <remarks>
    /// A row that is <see cref="JournalState.Stopped"/> was not sent this time. If an earlier attempt left it done or unknown,
    /// it stays so.
    /// </remarks>
    /// <param name="row">The row.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="errorId">The id of its error.</param>
    /// <param name="message">Its message, without secrets.</param>
    /// <exception cref="ArgumentException">The state is no end.</exception>
    /// <exception cref="CallCenterException">The record, or one before it, could not be written (<see cref="ErrorKind.JournalFailed"/>).</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task EndAsync(RowId row, JournalState state, string? errorId = null, string? message = null) =>
        state == JournalState.Sending
            ? throw new ArgumentException("Sending is no end.", nameof(state))
            : AppendAsync(new JournalRecord(row, state, _now()) { Error = errorId, Message = message });

    /// <summary>Writes out what is pending, then closes the journal for another run to open.</summary>
    public void Dispose() => _writer.Dispose();

    internal static RunJournal Open(string path, JournalHeader header, Func<DateTime> now, Func<IJournalFile, IJournalFile> wrap)
    {
        var file = JournalFile.Open(path);
        try
        {
            // Two records of a short row take about 200 bytes; a guess that saves growing step by step.
            var earlier = new Dictionary<RowId, RowHistory>((int)Math.Min(file.Stream.Length / 200, 4_000_000));
            var open = new HashSet<RowId>();
            var scan = JournalScan.Read(
                path,
                file.Stream,
                _ => EndRun(earlier, open),
                record =>
                {
                    earlier.TryGetValue(record.Row, out var history);
                    earlier[record.Row] = history.With(record.State);
                    _ = record.State == JournalState.Sending ? open.Add(record.Row) : open.Remove(record.Row);
                });
            EndRun(earlier, open);
            if (scan.Header is { } found)
            {
                Require(path, found, header);
            }

            file.Truncate(scan.End);
            var first = scan.Header is null ? JournalFormat.Header(header) : JournalFormat.Run(now());
            var whole = wrap(file);
            if (scan.LacksLineFeed)
            {
                whole.Append([(byte)'\n'], 1);
            }

            whole.Append(first, first.Length);
            whole.FlushToDisk();
            return new RunJournal(earlier, scan.Tear, new JournalWriter(path, whole), now);
        }
        catch (Exception exception)
        {
            file.Dispose();
            if (JournalFile.IsRefusal(exception))
            {
                throw JournalFile.Failed(path, exception);
            }

            throw;
        }
    }

    /// <summary>Checks that a journal is of the command and server of this run.</summary>
    /// <exception cref="CallCenterException"><see cref="ErrorKind.JournalMismatch"/>: it is not.</exception>
    internal static void Require(string path, JournalHeader found, JournalHeader header)
    {
        if (found.Command != header.Command || found.Server != header.Server)
        {
            throw Failure.Session(ErrorKind.JournalMismatch, Messages.Format("Journal_BelongsTo", path, Describe(found)), Describe(header));
        }
    }

    private static string Describe(JournalHeader header) => Messages.Format("Journal_Run", header.Command, header.Server);

    private static void EndRun(Dictionary<RowId, RowHistory> rows, HashSet<RowId> open)
    {
        foreach (var row in open)
        {
            rows[row] = rows[row].Ended();
        }

        open.Clear();
    }

    private Task AppendAsync(JournalRecord record) => _writer.AppendAsync(JournalFormat.Record(record));
}
