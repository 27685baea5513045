using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>
/// Keeps all requests of one session to one server to the server's pace: none while it asks to wait, fewer in flight when it
/// pushes back or slows down, and never more a second than the user allows. First come, first served. Safe to use from many threads.
/// </summary>
internal sealed class Governor : IDisposable
{
    // Limits per second are what it pays to learn. Who asks to wait longer says exactly when to come back.
    private static readonly TimeSpan LearnUpTo = TimeSpan.FromSeconds(2);

    private readonly IClock _clock;
    private readonly double? _cap;
    private readonly object _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Queue<GovernorWaiter> _waiters = new();
    private readonly InFlightLimit _limit = new();
    private readonly LatencyWatch _latency = new();
    private readonly ServerRate _rate = new();
    private readonly Pacer _pacer = new();
    private Task<int> _entered = Task.FromResult(0);
    private TimeSpan _pausedUntil;

    // Since when the server has put off everything and not said for how long; null when it has taken something since.
    private TimeSpan? _unsaidSince;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;
    private int _round;
    private int _inFlight;
    private bool _closed;

    /// <summary>A governor.</summary>
    /// <param name="clock">What it goes by.</param>
    /// <param name="requestsPerSecond">The most requests a second; null or 0 for any number.</param>
    public Governor(IClock clock, double? requestsPerSecond = null)
    {
        _clock = clock;
        _cap = requestsPerSecond > 0 ? requestsPerSecond : null;
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

    /// <summary>Waits until a request may be sent. Each one that was let in must <see cref="Leave"/>.</summary>
    /// <returns>The round it belongs to, for <see cref="Leave"/>. Cancelled when the run is stopped or the session closed.</returns>
    public Task<int> EnterAsync(CancellationToken stopping)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return Task.FromCanceled<int>(new CancellationToken(canceled: true));
            }

            var now = _clock.Now;
            Admit(now);
            if (_waiters.Count == 0 && _inFlight < _limit.Value && now >= NextAt(now))
            {
                Take(now);
                return _entered;
            }

            var waiter = new GovernorWaiter(stopping);
            _waiters.Enqueue(waiter);
            WakeWhenDue(now);
            return waiter.Task;
        }
    }

    /// <summary>Takes note of how a request ended; with neither answer nor fault, that it was not sent after all.</summary>
    /// <param name="round">What <see cref="EnterAsync"/> returned.</param>
    /// <param name="answer">The answer; null when there is none.</param>
    /// <param name="fault">What happened instead.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Leave(int round, ApiAnswer? answer, TransportFault? fault, TimeSpan elapsed)
    {
        lock (_gate)
        {
            var now = _clock.Now;
            if (answer is { Status: 429 or 503 })
            {
                PushedBack(now, round, answer);
            }
            else if (fault is { Kind: ErrorKind.Timeout or ErrorKind.ConnectionLost })
            {
                Lower(round, paused: false);
            }
            else if (answer is { Status: < 500 })
            {
                Succeeded(now, round, elapsed);
            }

            _inFlight--;
            Admit(now);
            if (_closed && _inFlight == 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>How long a request that the server put off has to wait, as everybody has; null when it has been put off for too long.</summary>
    /// <param name="answer">The answer, which <see cref="Leave"/> has been told.</param>
    /// <param name="since">Since when this request is put off; only time bounds how often it may be.</param>
    public TimeSpan? PutOff(ApiAnswer answer, ref TimeSpan? since)
    {
        if (answer.RetryAfter > RetryPolicy.LongestRetryAfter)
        {
            return null;
        }

        lock (_gate)
        {
            var now = _clock.Now;
            since ??= now;
            var wait = _pausedUntil > now ? _pausedUntil - now : TimeSpan.Zero;
            var longest = RetryPolicy.LongestFor(answer);
            var isInVain = !answer.SaysHowLong && now - _unsaidSince > longest;
            return isInVain || now - since.Value + wait > longest ? null : wait;
        }
    }

    /// <summary>Lets nothing in any more, ends what waits, and gives what is under way the grace to end.</summary>
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

    /// <summary>Lets nothing in any more, and ends what waits.</summary>
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

    private void Succeeded(TimeSpan now, int round, TimeSpan elapsed)
    {
        _rate.Accepted(now);
        _unsaidSince = null;
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
        // Asked for more than anybody can wait, each row fails and says so, rather than after a wait that does not help.
        var paused = answer.IsPutOff && !(answer.RetryAfter > RetryPolicy.LongestRetryAfter);
        var resume = now;
        if (paused)
        {
            resume = now + (answer.SaysHowLong ? answer.RetryAfter!.Value : PauseUnsaid(now));
            _pausedUntil = resume > _pausedUntil ? resume : _pausedUntil;
        }

        if (Lower(round, paused) && answer.Status == 429 && answer.SaysHowLong && answer.RetryAfter <= LearnUpTo)
        {
            _rate.Refused(now, resume);
        }
    }

    /// <summary>The pause where the server leaves that to us: the longer it has taken nothing, the longer; and no longer when that did not help.</summary>
    private TimeSpan PauseUnsaid(TimeSpan now)
    {
        _unsaidSince ??= now;
        var half = TimeSpan.FromTicks((now - _unsaidSince.Value).Ticks / 2);
        return half < RetryPolicy.ShortestUnsaid || half + half > RetryPolicy.LongestUnsaid ? RetryPolicy.ShortestUnsaid : half;
    }

    /// <summary>
    /// Lowers the limit once a round trip: what was sent before the last time was sent at the old speed and says nothing new.
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

    /// <summary>Lets in those that waited longest, as many as there is room for.</summary>
    private void Admit(TimeSpan now)
    {
        while (_waiters.Count > 0 && _inFlight < _limit.Value && now >= NextAt(now))
        {
            if (_waiters.Dequeue().TryAdmit(_round))
            {
                Take(now);
            }
        }

        WakeWhenDue(now);
    }

    private void Take(TimeSpan now)
    {
        _inFlight++;
        if (RateAt(now) is { } rate)
        {
            _pacer.Take(now, rate);
        }
    }

    /// <summary>When the next request may be sent, as far as time goes.</summary>
    private TimeSpan NextAt(TimeSpan now) =>
        RateAt(now) is not null && _pacer.Next > _pausedUntil ? _pacer.Next : _pausedUntil;

    private double? RateAt(TimeSpan now)
    {
        var learned = _rate.At(now);
        return learned is null || _cap < learned ? _cap : learned;
    }

    /// <summary>Has the next waiter let in when its time has come; where it waits for room, whoever leaves lets it in.</summary>
    private void WakeWhenDue(TimeSpan now)
    {
        if (_waiters.Count == 0 || _inFlight >= _limit.Value)
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
