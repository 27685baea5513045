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
    private CallContext _context;

    // The taking thread's own: a batch that it has fetched.
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
    public Run(int throttleLimit, RequestLog log, RunJournal? journal = null, IHandover? handover = null)
    {
        _journal = journal;
        _handover = handover;
        Limit = throttleLimit;
        _context = new CallContext(log, _stopping.Token, _abort.Token);
    }

    /// <summary>Whether nothing is begun any more once something has failed. What came before it in the order of the outcomes is whole.</summary>
    public bool EndsAtFirstError { get; init; }

    /// <inheritdoc cref="CallContext.FindsLimit"/>
    public bool FindsLimit
    {
        get => _context.FindsLimit;
        init => _context = _context with { FindsLimit = value };
    }

    /// <summary>How many rows were started and not taken back yet: being worked on, waiting for that, or ended.</summary>
    public int InFlight { get; private set; }

    /// <summary>How many rows may be worked on at once. To be set while nothing is in flight.</summary>
    public int Limit { get; set; }

    /// <summary>Whether another row may be started.</summary>
    public bool HasRoom => InFlight < Limit + (AheadOfEach * Limit);

    /// <summary>Whether each row is to have ended before the next one is started.</summary>
    public bool IsOneByOne => Limit == 1;

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>The error by which the run found out that no request reaches the server any more; null while they do. Nothing is begun then.</summary>
    public CallCenterException? ServerFault { get; private set; }

    /// <summary>Why the journal, or the handover, misses the outcome of something that was done; null when it misses none.</summary>
    public CallCenterException? JournalFault { get; private set; }

    /// <summary>Why nothing can be sent any more, since it could not be kept on record; null while all is well.</summary>
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

        if (_fetched.Count == 0)
        {
            outcome = null;
            return false;
        }

        outcome = _fetched.Dequeue();
        InFlight--;
        return true;
    }

    /// <summary>Whether an earlier run did an operation and did not hand its secret result on.</summary>
    public bool HasLostResult(Operation operation) => _journal?.IsResultLost(operation.Id) == true;

    /// <summary>Records that the results of a row were handed on, as far as they are secret.</summary>
    public void HandOn(RowOutcome outcome)
    {
        if (_journal is null || _handover is not null)
        {
            return;
        }

        // What cannot be recorded is a fault of the journal that others report.
        foreach (var one in outcome.Operations.Where(one => one is { Error: null, IsFromEarlierRun: false, IsLeftOut: false, Operation.IsResultSecret: true }))
        {
            _ = _journal.HandOnAsync(one.Operation);
        }
    }

    /// <summary>Ends the rows that wait to be worked on, as not sent; those being worked on go on.</summary>
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
            var recorded = _journal is null && _handover is null ? null : new List<Task>(row.Operations.Count);
            var outcome = await SendAsync(row, recorded).ConfigureAwait(false);
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

    /// <summary>Sends the operations of a row one after the other. Where the first fails, the others are not sent.</summary>
    /// <remarks>
    /// The record of an outcome need not be on the disk before the next operation begins: the record of that one is awaited, and
    /// records come to the disk in order.
    /// </remarks>
    private async Task<RowOutcome> SendAsync(RunRow row, List<Task>? recorded)
    {
        var outcomes = new OperationOutcome[row.Operations.Count];
        for (var index = 0; index < outcomes.Length; index++)
        {
            if (index > 0 && outcomes[0].Fault is not null)
            {
                Array.Resize(ref outcomes, index);
                break;
            }

            var operation = row.Operations[index];
            var earlier = row.Earlier?[index];
            if (earlier == JournalState.Done)
            {
                outcomes[index] = new(operation) { IsLeftOut = true };
                continue;
            }

            var record = recorded is null ? null : new OperationRecord(_journal, _handover, operation, row.Number);
            outcomes[index] = await SendAsync(operation, wasInterrupted: earlier == JournalState.Unknown, _context with { Record = record }).ConfigureAwait(false);
            if (record is not null)
            {
                recorded!.Add(record.EndAsync(outcomes[index].Fault));
            }
        }

        return new(row, outcomes);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A row that fails for any reason must come back as an outcome, or it would be lost.")]
    private async Task<OperationOutcome> SendAsync(Operation operation, bool wasInterrupted, CallContext context)
    {
        try
        {
            return await (wasInterrupted ? operation.ResumeAsync(_journal?.MayTakeEffectFor(operation.Id), context) : operation.SendAsync(context)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return new(operation, Error: exception switch
            {
                CallCenterException known => known,
                OperationCanceledException => Failure.Stopped(operation.Describe()),
                _ => Failure.Internal(operation.Describe(), exception),
            });
        }
    }

    /// <summary>Hands a row out when its outcome is on the disk, while its worker already goes on.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A row must come back whatever happens to its outcome, or it would be lost.")]
    private async Task HandOutAsync(RowOutcome outcome, List<Task> recorded)
    {
        try
        {
            await Task.WhenAll(recorded).ConfigureAwait(false);
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
            // Rows that wait to be sent need not find it out one by one.
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
