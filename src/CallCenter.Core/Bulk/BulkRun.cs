using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Errors;
using CallCenter.Core.Http;

namespace CallCenter.Core.Bulk;

/// <summary>
/// Works on many rows at once, never on more than its limit, for a single thread that starts rows and takes outcomes.
/// Every row that was started comes back as exactly one outcome, in the order in which they end.
/// </summary>
/// <remarks>
/// Nothing is queued: the caller starts a row only when there is room, so memory grows with the limit and not with the rows.
/// </remarks>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="TResult">What a row results in.</typeparam>
public sealed class BulkRun<TRow, TResult> : IDisposable
{
    private readonly Func<TRow, CallContext, Task<TResult>> _work;
    private readonly Func<TRow, string> _describe;
    private readonly int _limit;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly BlockingCollection<BulkOutcome<TRow, TResult>> _ended = [];
    private readonly CallContext _context;

    /// <summary>A run.</summary>
    /// <param name="work">What is done with a row; called on the thread pool.</param>
    /// <param name="describe">What that is in words, such as <c>create agent 5003</c>.</param>
    /// <param name="throttleLimit">How many rows may be worked on at once.</param>
    /// <param name="log">Where the requests are reported.</param>
    public BulkRun(Func<TRow, CallContext, Task<TResult>> work, Func<TRow, string> describe, int throttleLimit, RequestLog log)
    {
        _work = work;
        _describe = describe;
        _limit = throttleLimit;
        _context = new CallContext(log, _stopping.Token, _abort.Token);
    }

    /// <summary>How many rows were started and not taken back yet.</summary>
    public int InFlight { get; private set; }

    /// <summary>Whether another row may be started.</summary>
    public bool HasRoom => InFlight < _limit;

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
        _ = Task.Run(() => WorkAsync(row));
    }

    /// <summary>Takes one row back that has ended.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="wait">How long to wait for one.</param>
    /// <returns>False when none ended in that time.</returns>
    public bool TryTake(out BulkOutcome<TRow, TResult> outcome, TimeSpan wait)
    {
        if (!_ended.TryTake(out outcome, wait))
        {
            return false;
        }

        InFlight--;
        return true;
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
        while (InFlight > 0 && _ended.TryTake(out _, TimeSpan.FromSeconds(5)))
        {
            InFlight--;
        }

        if (InFlight == 0)
        {
            _stopping.Dispose();
            _abort.Dispose();
            _ended.Dispose();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A row that fails for any reason must come back as an outcome, or it would be lost.")]
    private async Task WorkAsync(TRow row)
    {
        BulkOutcome<TRow, TResult> outcome;
        try
        {
            outcome = new(row, await _work(row, _context).ConfigureAwait(false), null);
        }
        catch (CallCenterException exception)
        {
            outcome = new(row, default!, exception);
        }
        catch (OperationCanceledException)
        {
            outcome = new(row, default!, Failure.Stopped(_describe(row)));
        }
        catch (Exception exception)
        {
            outcome = new(row, default!, Failure.Internal(_describe(row), exception));
        }

        _ended.Add(outcome);
    }
}
