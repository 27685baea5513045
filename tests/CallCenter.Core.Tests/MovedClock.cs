using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;

namespace CallCenter.Core.Tests;

/// <summary>Time that passes only when a test says so, and wakes whoever is due in order. Safe to use from many threads.</summary>
internal sealed class MovedClock : IClock
{
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource Sleeper)> _sleepers = [];
    private TimeSpan _now;

    public TimeSpan Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>How many wait for time to pass.</summary>
    public int Sleepers
    {
        get
        {
            lock (_gate)
            {
                return _sleepers.Count;
            }
        }
    }

    public Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        var sleeper = new TaskCompletionSource();
        cancellation.Register(() => sleeper.TrySetCanceled(cancellation));
        lock (_gate)
        {
            _sleepers.Add((_now + time, sleeper));
        }

        return sleeper.Task;
    }

    public void Advance(TimeSpan time)
    {
        var end = Now + time;
        while (NextUntil(end) is { } sleeper)
        {
            sleeper.TrySetResult();
        }
    }

    // The clock stands at the time that the sleeper waited for while it goes on.
    private TaskCompletionSource? NextUntil(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _sleepers.Where(one => one.Due <= end).OrderBy(one => one.Due).FirstOrDefault();
            if (next.Sleeper is null)
            {
                _now = end;
                return null;
            }

            _sleepers.Remove(next);
            _now = next.Due > _now ? next.Due : _now;
            return next.Sleeper;
        }
    }
}
