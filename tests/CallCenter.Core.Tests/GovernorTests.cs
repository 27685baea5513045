using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class GovernorTests : IDisposable
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(20);

    private readonly MovedClock _clock = new();
    private readonly CancellationTokenSource _stopping = new();
    private Governor _governor;

    public GovernorTests()
    {
        _governor = new Governor(_clock);
    }

    public void Dispose()
    {
        _governor.Dispose();
        _stopping.Dispose();
    }

#if NET
    // .NET Framework has no such count of bytes.
    [Fact]
    public void With_nothing_to_hold_it_back_a_request_goes_at_once_and_allocates_nothing()
    {
        Leave(Enter());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            var entered = _governor.EnterAsync(_stopping.Token);
            Assert.True(entered.IsCompletedSuccessfully);
            _governor.Leave(0, null, null, RoundTrip);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
#endif

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void Retry_After_pauses_everybody_and_the_latest_counts(int status)
    {
        var (first, second, third) = (Enter(), Enter(), Enter());
        Leave(first, status, seconds: 3);
        Leave(second, status, seconds: 5);
        Leave(third, status, seconds: 1);
        var waiting = Enter(10);

        Pass(4.999);
        Assert.Equal(0, Admitted(waiting));
        Pass(0.001);
        Assert.Equal(1, Admitted(waiting));
    }

    [Fact]
    public void A_429_that_does_not_say_how_long_pauses_everybody_for_a_quarter_of_a_second()
    {
        Leave(Enter(), 429);
        var waiting = Enter(10);

        Pass(0.249);
        Assert.Equal(0, Admitted(waiting));
        Pass(0.001);
        Assert.Equal(1, Admitted(waiting));
    }

    [Fact]
    public void Refused_on_and_on_without_a_time_everybody_waits_longer_and_after_two_minutes_fails()
    {
        TimeSpan? since = null;
        var waits = new List<double>();
        for (var wait = Refused(ref since); wait is not null; wait = Refused(ref since))
        {
            waits.Add(Math.Round(wait.Value.TotalSeconds, 2));
            _clock.Advance(wait.Value);
        }

        Assert.Equal([0.25, 0.25, 0.25, 0.38, 0.56, 0.84, 1.27, 1.9, 2.85, 4.27, 6.41, 9.61, 14.42, 21.62, 32.44], waits);

        // Another row does not wait as long again.
        TimeSpan? other = null;
        Pass(60);
        Assert.Null(Refused(ref other));
        Pass(0.25);

        // What the server takes ends it.
        Leave(Enter());
        Assert.Equal(0.25, Refused(ref other)?.TotalSeconds);
    }

    [Fact]
    public void A_request_deferred_with_a_time_fails_when_it_is_too_long_at_once_or_in_all()
    {
        TimeSpan? since = null;
        Assert.Null(Refused(ref since, 301));

        var times = 0;
        for (var wait = Refused(ref since, 300); wait is not null; wait = Refused(ref since, 300))
        {
            times++;
            _clock.Advance(wait.Value);
        }

        Assert.Equal(3, times);
    }

    [Fact]
    public void After_a_pause_the_number_in_flight_doubles_up_to_half_of_what_it_was()
    {
        var flying = Enter(32);
        Leave(flying[0], 503, seconds: 1);
        flying.Skip(1).ToList().ForEach(one => Leave(one));
        var waiting = Enter(200);
        Pass(1);

        var counts = new List<int>();
        var done = 0;
        for (var trip = 0; trip < 8; trip++)
        {
            var now = Admitted(waiting) - done;
            counts.Add(now);
            waiting.Skip(done).Take(now).ToList().ForEach(one => Leave(one));
            done += now;
        }

        Assert.Equal([1, 2, 4, 8, 16, 17, 18, 19], counts);
    }

    [Fact]
    public void A_push_back_halves_once_a_round_trip_and_never_below_one()
    {
        var flying = Enter(32);
        flying.ForEach(one => Lose(one));
        Assert.Equal(16, _governor.Limit);

        foreach (var expected in new[] { 8, 4, 2, 1, 1 })
        {
            flying = Enter(_governor.Limit);
            Assert.Equal(flying.Count, Admitted(flying));
            flying.ForEach(one => Lose(one));
            Assert.Equal(expected, _governor.Limit);
        }
    }

    [Theory]
    [InlineData(ErrorKind.Timeout, 4)]
    [InlineData(ErrorKind.ConnectionLost, 4)]
    [InlineData(ErrorKind.Unreachable, int.MaxValue)]
    [InlineData(ErrorKind.Stopped, int.MaxValue)]
    public void Faults_that_tell_of_an_overloaded_server_count_as_push_back(ErrorKind kind, int limit)
    {
        var flying = Enter(8);

        _governor.Leave(Round(flying[0]), null, new TransportFault(kind, Sent: true, null), RoundTrip);

        Assert.Equal(limit, _governor.Limit);
    }

    [Fact]
    public void When_the_server_cannot_be_reached_one_asks_for_all_until_it_answers()
    {
        Leave(Enter());
        Enter(3).ForEach(NotReached);
        var waiting = Enter(10);
        Assert.Equal(0, Admitted(waiting));

        // The pauses grow with the absence.
        for (var asked = 1; asked <= 5; asked++)
        {
            Pass(_governor.CurrentHold().Pause.TotalSeconds);
            Assert.Equal(asked, Admitted(waiting));
            NotReached(waiting[asked - 1]);
        }

        var (pause, _, gone, _) = _governor.CurrentHold();
        Assert.True(pause > TimeSpan.FromSeconds(0.5));
        Assert.True(gone > TimeSpan.FromSeconds(1));

        Pass(5);
        Leave(waiting[5]);
        Assert.Null(_governor.CurrentHold().GoneFor);
        Assert.True(Admitted(waiting) > 6);
    }

    [Fact]
    public void A_server_that_never_answered_is_not_waited_for()
    {
        Enter(3).ForEach(NotReached);

        Assert.Equal((null, true), (_governor.CurrentHold().GoneFor, _governor.CurrentHold().IsGone));
    }

    [Fact]
    public void Connections_that_cannot_be_made_among_others_hold_nobody_back()
    {
        var flying = Enter(8);
        for (var i = 0; i < 8; i += 2)
        {
            NotReached(flying[i]);
            Leave(flying[i + 1]);
        }

        Assert.Equal((int.MaxValue, false), (_governor.Limit, _governor.CurrentHold().IsGone));
    }

    [Fact]
    public void The_limit_does_not_rise_where_it_holds_nobody_back()
    {
        var flying = Enter(8);
        Lose(flying[0]);
        flying.Skip(1).ToList().ForEach(one => Leave(one));
        Assert.Equal(4, _governor.Limit);

        for (var i = 0; i < 100; i++)
        {
            Leave(Enter());
        }

        Assert.Equal(4, _governor.Limit);
    }

    [Fact]
    public void First_come_first_served()
    {
        var flying = Enter(2);
        Lose(flying[0]);
        var waiting = Enter(3);
        Assert.Equal(0, Admitted(waiting));

        Leave(flying[1], 500);
        Assert.Equal([true, false, false], waiting.Select(one => one.IsCompleted));
        Leave(waiting[0], 500);
        Assert.Equal([true, true, false], waiting.Select(one => one.IsCompleted));
    }

    [Fact]
    public async Task What_waits_ends_at_once_when_its_run_is_stopped_and_holds_no_slot()
    {
        var flying = Enter(2);
        Lose(flying[0]);
        var stopped = Enter(3);
        var other = _governor.EnterAsync(CancellationToken.None);

        await _stopping.CancelAsync();

        Assert.All(stopped, one => Assert.True(one.IsCanceled));
        Leave(flying[1]);
        Assert.True(other.IsCompletedSuccessfully);
    }

    [Fact]
    public void What_waits_ends_when_the_session_is_closed()
    {
        Leave(Enter(), 503, seconds: 60);
        var waiting = Enter();

        _governor.Dispose();

        Assert.True(waiting.IsCanceled);
        Assert.True(Enter().IsCanceled);
    }

    [Fact]
    public async Task Closing_waits_for_what_is_under_way_but_not_for_ever()
    {
        var flying = new List<Task<int>> { Enter() };
        var closing = Task.Run(() => _governor.Close(TimeSpan.FromMinutes(5)), TestContext.Current.CancellationToken);
        for (var last = Enter(); !last.IsCanceled; last = Enter())
        {
            flying.Add(last);
            await Task.Yield();
        }

        Assert.False(closing.IsCompleted);
        flying.ForEach(one => Leave(one));
        await closing.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        using var other = new Governor(new SystemClock());
        _ = other.EnterAsync(CancellationToken.None);
        other.Close(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Asked_for_more_than_anybody_can_wait_nobody_waits()
    {
        Leave(Enter(), 503, seconds: 86_400);

        Assert.True(Enter().IsCompletedSuccessfully);
        Assert.Equal(1, _governor.Limit);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(3000)]
    [InlineData(0.5)]
    public void The_cap_holds_over_any_second_and_is_reached(double rate)
    {
        _governor = new Governor(_clock, rate);
        var waiting = Enter((int)(rate * 12) + 1);
        var sent = new List<double>();
        var seen = 0;
        while (_clock.Now < TimeSpan.FromSeconds(10))
        {
            for (var now = Admitted(waiting); seen < now; seen++)
            {
                sent.Add(_clock.Now.TotalSeconds);
                Leave(waiting[seen]);
            }

            // A timer that is as late as they are.
            Pass(0.007);
        }

        Assert.InRange(sent.Count, 0.99 * rate * 10, (rate * 10) + Math.Max(1, rate / 10));
        Assert.All(sent, (start, index) => Assert.InRange(sent.Skip(index).TakeWhile(time => time < start + 1).Count(), 1, rate + Math.Max(1, rate / 10)));
    }

    [Fact]
    public void A_slower_server_gets_fewer_requests_and_one_that_was_always_slow_does_not()
    {
        var flying = new Queue<Task<int>>(Enter(16));
        for (var i = 0; i < 2000; i++)
        {
            Next(i % 7 == 0 ? 90 : 20);
        }

        Assert.Equal(int.MaxValue, _governor.Limit);
        for (var i = 0; i < 60; i++)
        {
            Next(400);
        }

        // Halved, and once: from here on this speed is the usual one.
        Assert.InRange(_governor.Limit, 8, 10);
        for (var i = 0; i < 60; i++)
        {
            Next(400);
        }

        Assert.InRange(_governor.Limit, 10, 16);

        void Next(int milliseconds)
        {
            if (flying.Count > 0 && flying.Peek().IsCompleted)
            {
                Leave(flying.Dequeue(), elapsed: TimeSpan.FromMilliseconds(milliseconds));
                flying.Enqueue(Enter());
            }
        }
    }

    /// <summary>A server that takes R a second and answers 429 with Retry-After: 1 above, by the clock's second or by the last one.</summary>
    [Theory]
    [InlineData(50, 32, 20, true, 30)]
    [InlineData(50, 32, 20, false, 30)]
    [InlineData(200, 32, 20, true, 30)]
    [InlineData(200, 32, 20, false, 30)]
    [InlineData(20, 8, 5, false, 30)]
    [InlineData(100, 16, 1, true, 60)]
    public void What_a_server_takes_is_learned_and_nearly_reached(int rate, int workers, int latency, bool fixedSeconds, int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(0.3));

        var (taken, _) = Work(workers, latency, 1, _ => _clock.Now.TotalSeconds < seconds, TakerOf(rate, 1, fixedSeconds));

        Assert.InRange(taken / (seconds - 0.3), 0.95 * rate, rate + 1.0 + (rate / (double)seconds));
    }

    /// <summary>Some three pauses, with what was in flight then; workers that each wait for themselves are refused by the hundred.</summary>
    [Theory]
    [InlineData(100, 1, true, true, 60)]
    [InlineData(100, 1, false, true, 60)]
    [InlineData(100, 1, false, false, 150)]
    [InlineData(100, 4, true, false, 150)]
    public void Few_are_refused_by_a_server_that_takes_so_many_in_a_time(int rate, int seconds, bool fixedTimes, bool saysHowLong, int most)
    {
        var rows = seconds == 1 ? 5 * rate : 3 * rate;

        var (_, refused) = Work(16, 5, saysHowLong ? 1 : null, taken => taken < rows, TakerOf(rate, seconds, fixedTimes));

        Assert.InRange(refused, 1, most);
        Assert.InRange(_clock.Now.TotalSeconds, 3.5, 60);
    }

    /// <summary>A gateway that takes R a second, so many of them at once, and refuses the others without saying how long to wait.</summary>
    [Theory]
    [InlineData(50, 0, 16, 5)]
    [InlineData(50, 0, 16, 40)]
    [InlineData(50, 5, 16, 5)]
    [InlineData(50, 20, 16, 5)]
    [InlineData(50, 20, 32, 40)]
    [InlineData(200, 0, 32, 5)]
    [InlineData(200, 50, 32, 20)]
    [InlineData(10, 0, 8, 5)]
    public void What_a_gateway_takes_is_found_without_being_told(int rate, int burst, int workers, int latency)
    {
        var rows = Math.Max(500, 10 * rate);
        var (full, last) = (0.0, 0.0);
        bool Takes()
        {
            var now = _clock.Now.TotalSeconds;
            var level = Math.Max(0, full - (rate * (now - last)));
            if (level > burst + 1e-6)
            {
                return false;
            }

            (full, last) = (level + 1, now);
            return true;
        }

        var (taken, refused) = Work(workers, latency, null, done => done < rows, Takes);

        Assert.Equal(rows, taken);
        var share = taken / _clock.Now.TotalSeconds / rate;
        Assert.True(share >= 0.85, $"{share:0.000} with {refused} refused");
    }

    /// <summary>Whether a server takes a request now that takes so many in a time, by its clock or in the last such time.</summary>
    private Func<bool> TakerOf(int most, int seconds, bool fixedTimes)
    {
        var arrivals = new Queue<double>();
        return () =>
        {
            var now = _clock.Now.TotalSeconds;
            while (arrivals.Count > 0 && (fixedTimes ? arrivals.Peek() < Math.Floor(now / seconds) * seconds : arrivals.Peek() <= now - seconds))
            {
                arrivals.Dequeue();
            }

            if (arrivals.Count >= most)
            {
                return false;
            }

            arrivals.Enqueue(now);
            return true;
        };
    }

    /// <summary>Workers whose requests take so many milliseconds each, and are answered with 429 when the server does not take them.</summary>
    private (int Taken, int Refused) Work(int workers, int latency, int? retryAfter, Func<int, bool> goesOn, Func<bool> takes)
    {
        var (taken, refused) = (0, 0);
        var flying = new List<(double Ends, int Round, bool Taken)>();
        var waiting = new List<Task<int>>();
        while (goesOn(taken))
        {
            var time = _clock.Now.TotalSeconds;
            foreach (var one in flying.Where(one => one.Ends <= time).ToList())
            {
                flying.Remove(one);
                _governor.Leave(one.Round, one.Taken ? Answer(200, null) : Answer(429, retryAfter), null, TimeSpan.FromMilliseconds(latency));
            }

            while (flying.Count + waiting.Count < workers)
            {
                waiting.Add(_governor.EnterAsync(CancellationToken.None));
            }

            foreach (var one in waiting.Where(one => one.IsCompleted).ToList())
            {
                waiting.Remove(one);
                var isTaken = takes();
                _ = isTaken ? taken++ : refused++;
                flying.Add((time + (latency / 1000.0), Round(one), isTaken));
            }

            Pass(0.001);
        }

        return (taken, refused);
    }

    private static ApiAnswer Answer(int status, int? seconds) => new(status, [], null, seconds is { } asked ? TimeSpan.FromSeconds(asked) : null);

    private TimeSpan? Refused(ref TimeSpan? since, int? seconds = null)
    {
        Leave(Enter(), 429, seconds);
        since ??= _clock.Now;
        var (pause, allDeferredFor, _, _) = _governor.CurrentHold();
        var decision = RetryRules.Decide(new TryFacts
        {
            Error = ErrorKind.ServerBusy,
            Status = 429,
            RetryAfter = Answer(429, seconds).RetryAfter,
            MaximumRetryCount = 1,
            DeferredFor = _clock.Now - since.Value,
            AllDeferredFor = allDeferredFor,
            Pause = pause,
        });
        return decision.Next == NextStep.WaitForGovernor ? decision.Wait : null;
    }

    private static int Admitted(IEnumerable<Task<int>> entered) => entered.Count(one => one.IsCompletedSuccessfully);

    private static int Round(Task<int> entered) => entered.GetAwaiter().GetResult();

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private Task<int> Enter() => _governor.EnterAsync(_stopping.Token);

    private List<Task<int>> Enter(int count) => [.. Enumerable.Range(0, count).Select(_ => Enter())];

    // It pushes back without asking to wait.
    private void Lose(Task<int> entered) =>
        _governor.Leave(Round(entered), null, new TransportFault(ErrorKind.ConnectionLost, Sent: true, null), RoundTrip);

    private void NotReached(Task<int> entered) =>
        _governor.Leave(Round(entered), null, new TransportFault(ErrorKind.Unreachable, Sent: false, null), RoundTrip);

    private void Leave(Task<int> entered, int status = 200, int? seconds = null, TimeSpan? elapsed = null)
    {
        Assert.True(entered.IsCompletedSuccessfully);
        _governor.Leave(Round(entered), Answer(status, seconds), null, elapsed ?? RoundTrip);
    }
}
