using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// The journal of a run: a record before an operation is sent, one after its outcome, each on the disk before the next step.
/// From it, a later run with the same journal knows what is done. For any number of threads at once.
/// </summary>
/// <remarks>
/// Only what earlier runs left is kept in memory. Callers must not pass secrets:
/// labels and messages are written as they come, and cut when they are long.
/// </remarks>
public sealed class RunJournal : IDisposable
{
    private readonly Dictionary<OperationId, OperationHistory> _earlier;

    // When each operation without a known outcome was sent, and how long it waited for its answer at most.
    private readonly Dictionary<OperationId, (DateTime At, TimeSpan Timeout)> _pending;
    private readonly JournalWriter _writer;
    private readonly Func<DateTime> _now;

    private RunJournal(Dictionary<OperationId, OperationHistory> earlier, Dictionary<OperationId, (DateTime At, TimeSpan Timeout)> pending, JournalTear? tear, JournalWriter writer, Func<DateTime> now)
    {
        _earlier = earlier;
        _pending = pending;
        _writer = writer;
        _now = now;
        Tear = tear;
        EarlierCounts = new JournalCounts(earlier.Values.Select(history => history.State));
    }

    /// <summary>Where the journal was torn when it was opened; the torn end is removed. Null when it was whole.</summary>
    public JournalTear? Tear { get; }

    /// <summary>Whether the file was there and empty, so that what earlier runs did may be missing from it.</summary>
    public bool WasEmpty { get; private init; }

    /// <summary>How many rows the earlier runs left in each state; none of them is <see cref="JournalState.Sending"/>.</summary>
    public JournalCounts EarlierCounts { get; }

    /// <summary>Creates a journal, or continues one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="run">The run that begins.</param>
    /// <param name="cancellationToken">Ends the reading of a long one early.</param>
    /// <exception cref="CallCenterException">
    /// <see cref="ErrorKind.JournalInUse"/>: another run has it open.
    /// <see cref="ErrorKind.JournalMismatch"/>: it is of another tenant or phone system, or was written with another account.
    /// <see cref="ErrorKind.JournalUnreadable"/>: the file is no journal, is of another version, or is broken elsewhere than at its end.
    /// <see cref="ErrorKind.JournalFailed"/>: it cannot be written. In none of these cases was the file changed, save the last.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended early; the file was left as it is.</exception>
    public static RunJournal Open(string path, JournalRun run, CancellationToken cancellationToken = default) =>
        Open(path, run, () => DateTime.UtcNow, file => file, cancellationToken);

    /// <summary>What is known of an operation from earlier runs; null when they never came to it.</summary>
    /// <param name="id">The operation's id.</param>
    public JournalState? EarlierState(OperationId id) => _earlier.TryGetValue(id, out var history) ? history.State : null;

    /// <summary>Whether an earlier run did an operation and did not hand its secret result on, so that nobody knows it.</summary>
    /// <param name="id">The operation's id.</param>
    public bool IsResultLost(OperationId id) => _earlier.TryGetValue(id, out var history) && history.IsResultLost;

    /// <summary>How long what earlier runs sent of an operation may still take effect; null where nothing limits it.</summary>
    /// <remarks>
    /// A server may act on a request for as long again as its client waited, so until twice the timeout has passed. A
    /// clock of this machine that was set back meanwhile does not make it longer than that; one that was set forward is not noticed.
    /// </remarks>
    /// <param name="id">The id of an operation that an earlier run left <see cref="JournalState.Unknown"/>.</param>
    public TimeSpan? MayTakeEffectFor(OperationId id)
    {
        if (!_pending.TryGetValue(id, out var sent))
        {
            return null;
        }

        var longest = sent.Timeout + sent.Timeout;
        var left = sent.At + longest - _now();
        return left > longest ? longest : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Records that an operation is about to be sent. It may be sent once the task has completed, and not if the task failed.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="rowNumber">The number of its row in the input.</param>
    /// <param name="timeout">How long it waits for its answer; null or <see cref="TimeSpan.Zero"/> for no limit.</param>
    /// <exception cref="CallCenterException">The record, or one before it, could not be written (<see cref="ErrorKind.JournalFailed"/>).</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task BeginAsync(Operation operation, int rowNumber, TimeSpan? timeout = null) =>
        AppendAsync(RecordOf(operation, JournalState.Sending) with
        {
            Label = operation.Describe(),
            Number = rowNumber,
            Timeout = timeout > TimeSpan.Zero ? timeout : null,
        });

    /// <summary>Records how an operation ended.</summary>
    /// <remarks>
    /// An operation that is <see cref="JournalState.Stopped"/> was not sent this time. If an earlier attempt left it done or unknown,
    /// it stays so.
    /// </remarks>
    /// <param name="operation">The operation.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="errorId">The id of its error.</param>
    /// <param name="message">Its message, without secrets.</param>
    /// <param name="isHandedOn">False when it was done, and has a secret result that nobody knows yet.</param>
    /// <exception cref="ArgumentException">The state is no end.</exception>
    /// <exception cref="CallCenterException">The record, or one before it, could not be written (<see cref="ErrorKind.JournalFailed"/>).</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task EndAsync(Operation operation, JournalState state, string? errorId = null, string? message = null, bool? isHandedOn = null) =>
        state == JournalState.Sending
            ? throw new ArgumentException("Sending is no end.", nameof(state))
            : AppendAsync(RecordOf(operation, state) with { Error = errorId, Message = message, IsHandedOn = isHandedOn });

    /// <summary>Records that the secret result of an operation that was done was handed on.</summary>
    /// <exception cref="CallCenterException">The record, or one before it, could not be written (<see cref="ErrorKind.JournalFailed"/>).</exception>
    public Task RecordHandedOnAsync(Operation operation) => AppendAsync(RecordOf(operation, JournalState.Done) with { IsHandedOn = true });

    /// <summary>Writes out what is pending, then closes the journal for another run to open.</summary>
    public void Dispose() => _writer.Dispose();

    internal static RunJournal Open(string path, JournalRun run, Func<DateTime> now, Func<IJournalFile, IJournalFile> wrap, CancellationToken cancellationToken = default)
    {
        JournalFile? file = null;
        try
        {
            file = JournalFile.Open(path) ?? throw Failure.Session(ErrorKind.JournalInUse, path);
            // Two records of a short row take about 200 bytes; a guess that saves growing step by step.
            var earlier = new Dictionary<OperationId, OperationHistory>((int)Math.Min(file.Stream.Length / 200, 4_000_000));
            var open = new HashSet<OperationId>();
            var pending = new Dictionary<OperationId, (DateTime At, TimeSpan Timeout)>();
            var runs = new List<JournalRun>();
            var scan = JournalScan.Read(
                path,
                file.Stream,
                begun =>
                {
                    runs.Add(begun);
                    EndRun(earlier, open);
                },
                record =>
                {
                    earlier.TryGetValue(record.Id, out var history);
                    earlier[record.Id] = history.With(record.State, record.IsHandedOn ?? true);
                    _ = record.State == JournalState.Sending ? open.Add(record.Id) : open.Remove(record.Id);
                    Keep(pending, record);
                },
                cancellationToken);
            EndRun(earlier, open);
            if (scan.Header is not null)
            {
                Require(path, [scan.Header, .. runs], run);
            }

            file.Truncate(scan.End);
            var first = scan.Header is null ? JournalFormat.Header(run) : JournalFormat.Run(run with { At = now() });
            var whole = wrap(file);
            Begin(whole, scan.LacksLineFeed, first);
            return new RunJournal(earlier, pending, scan.Tear, new JournalWriter(whole, fault => Failed(path, fault)), now) { WasEmpty = file.Existed && scan is { End: 0, Tear: null } };
        }
        catch (Exception exception)
        {
            file?.Dispose();
            if (JournalFile.IsRefusal(exception))
            {
                throw Failed(path, exception);
            }

            throw;
        }
    }

    /// <summary>Checks that a run goes to the systems that the runs before it went to, and is signed in there as one of them was.</summary>
    /// <exception cref="CallCenterException"><see cref="ErrorKind.JournalMismatch"/>: it goes elsewhere, or is signed in otherwise.</exception>
    internal static void Require(string path, IReadOnlyList<JournalRun> earlier, JournalRun run)
    {
        if (earlier.FirstOrDefault(run.Contradicts) is { } other)
        {
            throw Failure.Session(ErrorKind.JournalMismatch, Messages.FormatJournalBelongsTo(path, Describe(other)), Describe(run));
        }

        foreach (var (system, account) in run.Destinations.Where(_ => !run.IsOfSameTenant).Select(destination => (destination.System, destination.Account)))
        {
            var known = earlier.SelectMany(one => one.Accounts).Where(one => one.Key == system).Select(one => one.Value).ToList();
            if (account is not null && known.Count > 0 && !known.Any(account.Is))
            {
                throw Failure.OtherAccount(path, Account.Describe(known[known.Count - 1]), account.Describe());
            }
        }
    }

    private static CallCenterException Failed(string path, Exception exception) => exception is FileReplacedException
        ? Failure.JournalGone(path)
        : Failure.Session(ErrorKind.JournalFailed, path, exception.Message.TrimEnd('.'));

    private static string Describe(JournalRun run) => Messages.FormatJournalRun(run.Command, run.Servers);

    /// <summary>Writes the first line of a run after the lines of earlier runs.</summary>
    private static void Begin(IJournalFile file, bool lacksLineFeed, byte[] line)
    {
        if (lacksLineFeed)
        {
            file.Append([(byte)'\n'], 1);
        }

        file.Append(line, line.Length);
        file.FlushToDisk();
    }

    private static void EndRun(Dictionary<OperationId, OperationHistory> rows, HashSet<OperationId> open)
    {
        foreach (var row in open)
        {
            rows[row] = rows[row].Ended();
        }

        open.Clear();
    }

    private static void Keep(Dictionary<OperationId, (DateTime At, TimeSpan Timeout)> pending, JournalRecord record)
    {
        if (record is { State: JournalState.Sending, Timeout: { } timeout })
        {
            pending[record.Id] = (record.At, timeout);
        }
        else if (record.State is JournalState.Sending or JournalState.Done or JournalState.Failed)
        {
            pending.Remove(record.Id);
        }
    }

    private JournalRecord RecordOf(Operation operation, JournalState state) =>
        new(operation.Id, state, _now()) { Operation = operation.Name, Destination = operation.Destination.Name };

    private Task AppendAsync(JournalRecord record) => _writer.AppendAsync(JournalFormat.Record(record));
}
