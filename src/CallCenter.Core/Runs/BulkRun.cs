using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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
/// It takes some rows ahead, so that no worker waits for the thread that brings them, and that thread comes for the ended ones in
/// batches: waking it for each would cost more than the row. The caller starts a row only when there is room, so memory grows
/// with the limit and not with the rows. Errors are worded in the language of the thread that made the run.
/// </remarks>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="TResult">What a row results in.</typeparam>
public sealed class BulkRun<TRow, TResult> : IDisposable
{
    private const int AheadOfEach = 4;

    // How long an ended row may lie before it is handed out although the batch is not full.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly Func<TRow, CallContext, Task<TResult>> _work;
    private readonly Func<TRow, string> _describe;
    private readonly Func<BulkOutcome<TRow, TResult>, Task>? _settle;
    private readonly CultureInfo _culture = Messages.Culture;
    private readonly int _limit;
    private readonly int _ahead;
    private readonly int _batch;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly CallContext _context;

    // The taking thread's own: a batch that it has fetched.
    private Queue<BulkOutcome<TRow, TResult>> _fetched = new();

    // Guards the six below; the taking thread waits on it.
    private readonly object _gate = new();
    private readonly Queue<TRow> _waiting = new();
    private Queue<BulkOutcome<TRow, TResult>> _ended = new();
    private int _working;
    private int _open;
    private bool _isOver;
    private bool _isErrorOut;

    /// <summary>A run.</summary>
    /// <param name="work">What is done with a row; called on the thread pool.</param>
    /// <param name="describe">What that is in words, such as <c>create agent 5003</c>.</param>
    /// <param name="throttleLimit">How many rows may be worked on at once.</param>
    /// <param name="log">Where the requests are reported.</param>
    /// <param name="settle">What has to be done before an outcome is handed out, while the next row is already worked on; null for nothing.</param>
    public BulkRun(
        Func<TRow, CallContext, Task<TResult>> work,
        Func<TRow, string> describe,
        int throttleLimit,
        RequestLog log,
        Func<BulkOutcome<TRow, TResult>, Task>? settle = null)
    {
        _work = work;
        _describe = describe;
        _settle = settle;
        _limit = throttleLimit;
        _ahead = AheadOfEach * throttleLimit;
        _batch = _ahead / 2;
        _context = new CallContext(log, _stopping.Token, _abort.Token);
    }

    /// <summary>Whether nothing is begun any more once a row has failed. What came before it in the order of the outcomes is whole.</summary>
    public bool EndsAtFirstError { get; init; }

    /// <summary>How many rows were started and not taken back yet: being worked on, waiting for that, or ended.</summary>
    public int InFlight { get; private set; }

    /// <summary>Whether another row may be started.</summary>
    public bool HasRoom => InFlight < _limit + _ahead;

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopping => _stopping.IsCancellationRequested;

    /// <summary>Starts a row.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public void Start(TRow row)
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
            if (_isOver || _working == _limit)
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
    public bool TryTake(out BulkOutcome<TRow, TResult> outcome, TimeSpan wait)
    {
        if (_fetched.Count == 0)
        {
            Fetch(wait);
        }

        if (_fetched.Count == 0)
        {
            outcome = default;
            return false;
        }

        outcome = _fetched.Dequeue();
        InFlight--;
        return true;
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

    private void Fetch(TimeSpan wait)
    {
        lock (_gate)
        {
            while (wait > TimeSpan.Zero && _ended.Count < _batch && _open > 0)
            {
                Monitor.Wait(_gate, wait < Moment ? wait : Moment);
                wait = _ended.Count > 0 ? TimeSpan.Zero : wait - Moment;
            }

            (_fetched, _ended) = (_ended, _fetched);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A row that fails for any reason must come back as an outcome, or it would be lost.")]
    private async Task WorkAsync(TRow row)
    {
        Messages.Keep(_culture);
        while (true)
        {
            BulkOutcome<TRow, TResult> outcome;
            try
            {
                outcome = new(row, await _work(row, _context).ConfigureAwait(false), null);
            }
            catch (Exception exception)
            {
                outcome = new(row, default!, FaultOf(row, exception));
            }

            if (EndsAtFirstError && outcome.Error is not null)
            {
                lock (_gate)
                {
                    _isOver = true;
                }
            }

            if (_settle is null)
            {
                HandOut(outcome);
            }
            else
            {
                _ = SettleAsync(outcome, _settle);
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

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A row must come back whatever happens to its outcome, or it would be lost.")]
    private async Task SettleAsync(BulkOutcome<TRow, TResult> outcome, Func<BulkOutcome<TRow, TResult>, Task> settle)
    {
        try
        {
            await settle(outcome).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = outcome with { Error = outcome.Error ?? Failure.Internal(_describe(outcome.Row), exception) };
        }

        HandOut(outcome);
    }

    private void HandOut(BulkOutcome<TRow, TResult> outcome)
    {
        lock (_gate)
        {
            _ended.Enqueue(outcome);
            _open--;
            _isErrorOut |= EndsAtFirstError && outcome.Error is not null;
            if (_isErrorOut)
            {
                EndWaiting();
            }

            if (_open == 0 || _ended.Count == _batch)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    private void EndUnsent(TRow row) => _ended.Enqueue(new(row, default!, Failure.Stopped(_describe(row))));

    private CallCenterException FaultOf(TRow row, Exception exception) => exception switch
    {
        CallCenterException known => known,
        OperationCanceledException => Failure.Stopped(_describe(row)),
        _ => Failure.Internal(_describe(row), exception),
    };
}
