using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// Works on many rows at once, never on more than its limit, for a single thread that starts rows and takes outcomes.
/// Every row that was started comes back as exactly one outcome, in the order in which they end.
/// </summary>
/// <remarks>
/// It takes some rows ahead, so that no worker waits for the thread that brings them, and that thread takes ended rows in
/// batches: waking it for each would cost more than the row. The caller starts a row only when there is room, so memory grows
/// with the limit and not with the rows. Errors are in the language of the thread that made the run.
/// </remarks>
public sealed class Run : IDisposable
{
    private const int AheadOfEach = 4;

    // How long an ended row may wait before it is handed out although the batch is not full.
    private static readonly TimeSpan MaxBatchDelay = TimeSpan.FromMilliseconds(10);

    private readonly RunJournal? _journal;
    private readonly IHandover? _handover;
    private readonly CultureInfo _culture = Messages.Language;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly RowSender _sender;

    // A batch that the taking thread has fetched. No other thread uses it.
    private Queue<RowOutcome> _fetched = new();

    // Guards the six below; the taking thread waits on it.
    private readonly object _gate = new();
    private readonly Queue<RunRow> _waiting = new();
    private Queue<RowOutcome> _ended = new();
    private int _working;
    private int _open;
    private bool _isOver;
    private bool _isErrorOut;

    /// <summary>A run.</summary>
    /// <param name="throttleLimit">How many rows may be worked on at once.</param>
    /// <param name="log">Where the requests are reported.</param>
    /// <param name="journal">Where each operation is recorded before it is sent and after it has ended; null for nowhere.</param>
    /// <param name="handover">Where the secrets that operations set are kept; null for nowhere but in their results.</param>
    /// <param name="findsLimit">Whether fewer requests are in flight at first, and as many as the servers answer without delay later.</param>
    public Run(int throttleLimit, RequestLog log, RunJournal? journal = null, IHandover? handover = null, bool findsLimit = false)
    {
        _journal = journal;
        _handover = handover;
        Limit = throttleLimit;
        _sender = new RowSender(journal, handover, new CallContext(log, _stopping.Token, _abort.Token) { FindsLimit = findsLimit });
    }

    /// <summary>Whether the run begins nothing more once a row has failed. No outcome before that row's is missing.</summary>
    public bool EndsAtFirstError { get; init; }

    /// <summary>How many rows were started and not taken back yet: being worked on, waiting for that, or ended.</summary>
    public int InFlight { get; private set; }

    /// <summary>How many rows may be worked on at once. To be set while nothing is in flight.</summary>
    public int Limit { get; set; }

    /// <summary>Whether another row may be started.</summary>
    public bool HasRoom => InFlight < Limit + (AheadOfEach * Limit);

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>The error that showed that no request reaches the server any more; null while they do. The run begins nothing after it.</summary>
    public CallCenterException? ServerFault { get; private set; }

    /// <summary>Why the journal or the handover lacks the outcome of an operation that was done; null when it lacks none.</summary>
    public CallCenterException? JournalFault { get; private set; }

    /// <summary>Why the run can send nothing more: its record could not be written. Null while it can.</summary>
    public CallCenterException? Breakdown { get; private set; }

    /// <summary>Starts a row.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public void Start(RunRow row)
    {
        if (!HasRoom)
        {
            throw new InvalidOperationException("There is no room for another row.");
        }

        InFlight++;
        lock (_gate)
        {
            if (_isErrorOut)
            {
                EndUnsent(row);
                return;
            }

            _open++;
            if (_isOver || _working == Limit)
            {
                _waiting.Enqueue(row);
                return;
            }

            _working++;
        }

        _ = Task.Run(() => WorkAsync(row));
    }

    /// <summary>Takes one row back that has ended.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="wait">How long to wait for one.</param>
    /// <returns>False when none ended in that time.</returns>
    public bool TryTake([NotNullWhen(true)] out RowOutcome? outcome, TimeSpan wait)
    {
        if (_fetched.Count == 0)
        {
            Fetch(wait);
        }

        outcome = _fetched.Count == 0 ? null : _fetched.Dequeue();
        InFlight -= outcome is null ? 0 : 1;
        return outcome is not null;
    }

    /// <summary>Whether an earlier run did an operation and did not hand its secret result on.</summary>
    public bool HasLostResult(Operation operation) => _journal?.IsResultLost(operation.Id) == true;

    /// <summary>Records that the secret results of a row were handed on.</summary>
    public void RecordHandedOn(RowOutcome outcome)
    {
        if (_journal is null || _handover is not null)
        {
            return;
        }

        // If this cannot be recorded, the journal is broken, which other records report.
        foreach (var one in outcome.Operations.Where(one => one is { Error: null, IsFromEarlierRun: false, IsLeftOut: false, Operation.IsResultSecret: true }))
        {
            _ = _journal.RecordHandedOnAsync(one.Operation);
        }
    }

    /// <summary>Ends the rows that wait to be worked on, as not sent. The rows being worked on continue.</summary>
    public void EndWaiting()
    {
        lock (_gate)
        {
            while (_waiting.Count > 0)
            {
                _open--;
                EndUnsent(_waiting.Dequeue());
            }
        }
    }

    /// <summary>Sends nothing new from now on, and gives up what is still under way after a grace period. For any thread.</summary>
    public void Stop(TimeSpan grace)
    {
        try
        {
            IsStopping = true;
            _stopping.Cancel();
            _abort.CancelAfter(grace);
        }
        catch (ObjectDisposedException)
        {
            // The run ended just before: there is nothing left to stop.
        }
    }

    /// <summary>Gives up what is still under way.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _abort.Cancel();
        while (InFlight > 0 && TryTake(out _, TimeSpan.FromSeconds(5)))
        {
        }

        if (InFlight == 0)
        {
            _stopping.Dispose();
            _abort.Dispose();
        }
    }

    private static bool IsOfRecords(CallCenterException fault) => fault.Kind is ErrorKind.JournalFailed or ErrorKind.FileUnwritable;

    private int Batch => AheadOfEach * Limit / 2;

    private void EndUnsent(RunRow row) => _ended.Enqueue(new(row, [new(row.Operations[0], Error: Failure.Stopped(row.Describe()))]));

    private void Fetch(TimeSpan wait)
    {
        lock (_gate)
        {
            while (wait > TimeSpan.Zero && _ended.Count < Batch && _open > 0)
            {
                Monitor.Wait(_gate, wait < MaxBatchDelay ? wait : MaxBatchDelay);
                wait = _ended.Count > 0 ? TimeSpan.Zero : wait - MaxBatchDelay;
            }

            (_fetched, _ended) = (_ended, _fetched);
        }
    }

    private async Task WorkAsync(RunRow row)
    {
        Messages.Keep(_culture);
        while (true)
        {
            var (outcome, recorded) = await _sender.SendAsync(row).ConfigureAwait(false);
            if (outcome.Fault is { } fault && (EndsAtFirstError || IsOfRecords(fault)))
            {
                lock (_gate)
                {
                    _isOver = true;
                    Breakdown = IsOfRecords(fault) ? fault : Breakdown;
                }
            }

            if (recorded is null)
            {
                HandOut(outcome);
            }
            else
            {
                _ = HandOutAsync(outcome, recorded);
            }

            lock (_gate)
            {
                if (_isOver || _waiting.Count == 0)
                {
                    _working--;
                    return;
                }

                row = _waiting.Dequeue();
            }
        }
    }

    /// <summary>Hands a row out when its outcome is on the disk, while its worker already continues.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A row must come back whatever happens to its outcome, or it would be lost.")]
    private async Task HandOutAsync(RowOutcome outcome, Task recorded)
    {
        try
        {
            await recorded.ConfigureAwait(false);
        }
        catch (CallCenterException unwritten) when (IsOfRecords(unwritten))
        {
            // What the server did stays done, and the user gets its result. The next row fails before it is sent.
            JournalFault = unwritten;
        }
        catch (Exception exception)
        {
            outcome = outcome.Fault is null
                ? outcome with { Operations = [outcome.Operations[0] with { Error = Failure.Internal(outcome.Row.Describe(), exception) }] }
                : outcome;
        }

        HandOut(outcome);
    }

    private void HandOut(RowOutcome outcome)
    {
        if (outcome.Fault is { IsServerGone: true } gone)
        {
            // So that waiting rows do not find this out one by one.
            ServerFault = gone;
            _stopping.Cancel();
        }

        lock (_gate)
        {
            _ended.Enqueue(outcome);
            _open--;
            _isErrorOut |= Breakdown is not null || ServerFault is not null || (EndsAtFirstError && outcome.Fault is not null);
            if (_isErrorOut)
            {
                EndWaiting();
            }

            if (_open == 0 || _ended.Count == Batch)
            {
                Monitor.Pulse(_gate);
            }
        }
    }
}
