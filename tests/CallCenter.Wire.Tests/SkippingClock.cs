using System;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;

namespace CallCenter.Wire.Tests;

/// <summary>A clock that does not go while requests are under way, and skips every wait: it is over at once, and has taken its time.</summary>
internal sealed class SkippingClock : IClock
{
    private readonly Lock _gate = new();
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

    public async Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        var due = Now + time;

        // As with a timer, whoever asked goes on before it is over.
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _now = due > _now ? due : _now;
        }
    }
}
