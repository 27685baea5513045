using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>
/// Keeps all requests of a session to the pace of the server: none while the server asks to wait, fewer in flight when it pushes
/// back or slows down, as many as it answers without delay where the user sets no limit, one at a time when it cannot be reached, and
/// never more a second than the user allows. First come, first served. Safe to use from many threads.
/// </summary>
internal sealed class Governor : IDisposable
{
    private readonly IClock _clock;
    private readonly Pace _pace;
    private readonly object _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Queue<GovernorWaiter> _waiters = new();
    private readonly InFlightLimit _limit = new();
    private readonly InFlightSearch _search = new();
    private readonly LatencyWatch _latency = new();
    private readonly Absence _absence = new();
    private Task<int> _entered = Task.FromResult(0);
    private TimeSpan _pausedUntil;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;
    private int _round;
    private int _inFlight;
    private bool _closed;

    /// <summary>A governor.</summary>
    /// <param name="clock">The clock that all its waits go by.</param>
    /// <param name="requestsPerSecond">The most requests a second; null or 0 for any number.</param>
    public Governor(IClock clock, double? requestsPerSecond = null)
    {
        _clock = clock;
        _pace = new Pace(requestsPerSecond > 0 ? requestsPerSecond : null);
    }

    public TimeSpan Now => _clock.Now;

    /// <summary>How many requests may be in flight now.</summary>
    public int Limit
    {
        get
        {
            lock (_gate)
            {
                return _limit.Value;
            }
        }
    }

    /// <summary>Waits until a request may be sent. Each request that was let in must <see cref="Leave"/>.</summary>
    /// <param name="stopping">Cancels the wait.</param>
    /// <param name="isSearching">Whether the request keeps to the number in flight that the governor finds out; its run bounds it otherwise.</param>
    /// <returns>The round it belongs to, for <see cref="Leave"/>. Cancelled when the run is stopped or the session is closed.</returns>
    public Task<int> EnterAsync(CancellationToken stopping, bool isSearching = false)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return Task.FromCanceled<int>(new CancellationToken(canceled: true));
            }

            var now = _clock.Now;
            Admit(now);
            if (_waiters.Count == 0 && _inFlight == 0)
            {
                _search.Resume(now);
            }

            if (_waiters.Count == 0 && HasRoom(isSearching) && now >= NextAt(now))
            {
                Take(now);
                return _entered;
            }

            var waiter = new GovernorWaiter(isSearching, stopping);
            _waiters.Enqueue(waiter);
            WakeWhenDue(now);
            return waiter.Task;
        }
    }

    /// <summary>Records how a request ended; with neither an answer nor a fault, that it was not sent after all.</summary>
    /// <param name="round">What <see cref="EnterAsync"/> returned.</param>
    /// <param name="answer">The answer; null when there is none.</param>
    /// <param name="fault">What happened instead.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="isSearching">As for <see cref="EnterAsync"/>.</param>
    public void Leave(int round, ApiAnswer? answer, TransportFault? fault, TimeSpan elapsed, bool isSearching = false)
    {
        lock (_gate)
        {
            var now = _clock.Now;
            if (answer is not null)
            {
                _absence.Ended();
            }

            if (answer is not null && RetryRules.IsDeferral(answer.Status))
            {
                PushedBack(now, round, answer);
            }
            else if (fault is { Kind: ErrorKind.Unreachable })
            {
                _absence.Missed(now);
                if (_absence.IsCertain)
                {
                    PauseUntil(now + _absence.PauseAt(now));
                    Lower(round, paused: true);
                }
            }
            else if (fault is { Kind: ErrorKind.Timeout or ErrorKind.ConnectionLost })
            {
                Lower(round, paused: false);
            }
            else if (answer is { Status: < 500 })
            {
                Succeeded(now, round, elapsed, isSearching);
            }

            _inFlight--;
            Admit(now);
            if (_closed && _inFlight == 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>
    /// How long all requests are still held back; how long the server has deferred them all without saying how long to wait; how long
    /// it could not be reached (<see cref="TryFacts.GoneFor"/>), and whether it cannot.
    /// </summary>
    public (TimeSpan Pause, TimeSpan AllDeferredFor, TimeSpan? GoneFor, bool IsGone) CurrentHold()
    {
        lock (_gate)
        {
            var now = _clock.Now;
            var pause = _pausedUntil > now ? _pausedUntil - now : TimeSpan.Zero;
            return (pause, _pace.RefusingFor(now), _absence.For(now), _absence.IsCertain);
        }
    }

    /// <summary>Lets nothing more in, cancels what waits, and gives what is in flight some time to end.</summary>
    public void Close(TimeSpan grace)
    {
        Dispose();
        lock (_gate)
        {
            var end = Stopwatch.StartNew();
            while (_inFlight > 0 && grace - end.Elapsed is { Ticks: > 0 } left)
            {
                Monitor.Wait(_gate, left);
            }
        }
    }

    /// <summary>Lets nothing more in, and cancels what waits.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            while (_waiters.Count > 0)
            {
                _waiters.Dequeue().TrySetCanceled();
            }
        }

        _closing.Cancel();
        _closing.Dispose();
    }

    private void Succeeded(TimeSpan now, int round, TimeSpan elapsed, bool isSearching)
    {
        _pace.Accepted(now);
        if (isSearching)
        {
            _search.Answered(now, elapsed, _inFlight);
        }

        if (_latency.IsSlow(elapsed, _inFlight))
        {
            Lower(round, paused: false);
        }
        else if (round == _round)
        {
            _limit.Raise(_inFlight);
        }
    }

    private void PushedBack(TimeSpan now, int round, ApiAnswer answer)
    {
        // When the server asks for more than any request waits, each row fails at once and says so, since a wait would not help.
        if (RetryRules.IsTooLong(answer.RetryAfter))
        {
            Lower(round, paused: false);
            return;
        }

        var stated = RetryRules.IsStated(answer.RetryAfter) ? answer.RetryAfter : null;
        var resume = now + (stated ?? _pace.PauseAt(now));
        PauseUntil(resume);

        // After a short pause, at a rate that is known, as many go on as before, but half.
        if (Lower(round, paused: resume - now >= OpenRate.MaxPause))
        {
            _pace.Refused(now, stated, resume);
        }
    }

    private void PauseUntil(TimeSpan time) => _pausedUntil = time > _pausedUntil ? time : _pausedUntil;

    /// <summary>
    /// Lowers the limit at most once a round trip: requests that were sent before it was last lowered say nothing new.
    /// </summary>
    private bool Lower(int round, bool paused)
    {
        if (round != _round)
        {
            return false;
        }

        _limit.Lower(_inFlight, paused);
        _entered = Task.FromResult(++_round);
        return true;
    }

    /// <summary>Lets in as many as there is room for, those that waited longest first.</summary>
    private void Admit(TimeSpan now)
    {
        while (_waiters.Count > 0 && HasRoom(_waiters.Peek().IsSearching) && now >= NextAt(now))
        {
            if (_waiters.Dequeue().TryAdmit(_round))
            {
                Take(now);
            }
        }

        WakeWhenDue(now);
    }

    private bool HasRoom(bool isSearching) => _inFlight < (isSearching ? Math.Min(_limit.Value, _search.Value) : _limit.Value);

    private void Take(TimeSpan now)
    {
        _inFlight++;
        _pace.Sent(now);
    }

    /// <summary>When the next request may be sent, if there is room in flight.</summary>
    private TimeSpan NextAt(TimeSpan now) => _pace.NextAt(now) is { } next && next > _pausedUntil ? next : _pausedUntil;

    /// <summary>Wakes up when the next waiter is due. A waiter that waits for room is let in by the request that leaves.</summary>
    private void WakeWhenDue(TimeSpan now)
    {
        if (_waiters.Count == 0 || !HasRoom(_waiters.Peek().IsSearching))
        {
            return;
        }

        var due = NextAt(now);
        if (due > now && due < _wakeAt)
        {
            _wakeAt = due;
            _ = _clock.Delay(due - now, _closing.Token).ContinueWith(
                static (_, governor) => ((Governor)governor!).Wake(),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _wakeAt = TimeSpan.MaxValue;
            if (!_closed)
            {
                Admit(_clock.Now);
            }
        }
    }
}
