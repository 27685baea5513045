using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;

namespace CallCenter.Core.Tests;

/// <summary>Time that passes only when a test says so, and wakes whoever is due in order.</summary>
internal sealed class GovernorClock : IClock
{
    private readonly List<(TimeSpan Due, TaskCompletionSource Sleeper)> _sleepers = [];

    public TimeSpan Now { get; private set; }

    public Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        var sleeper = new TaskCompletionSource();
        cancellation.Register(() => sleeper.TrySetCanceled());
        _sleepers.Add((Now + time, sleeper));
        return sleeper.Task;
    }

    public void Advance(TimeSpan time)
    {
        var end = Now + time;
        while (_sleepers.Where(one => one.Due <= end).OrderBy(one => one.Due).FirstOrDefault() is { Sleeper: not null } next)
        {
            _sleepers.Remove(next);
            Now = next.Due > Now ? next.Due : Now;
            next.Sleeper.TrySetResult();
        }

        Now = end;
    }
}
