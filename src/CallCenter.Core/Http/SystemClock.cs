using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>The time of this machine, whatever happens to its calendar.</summary>
internal sealed class SystemClock : IClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Now => _watch.Elapsed;

    // The platform cuts fractions of a millisecond off, which would make a short wait none.
    public Task Delay(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), cancellation);
}
