using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>The time since it was made. Changes of the machine's date and time do not affect it.</summary>
internal sealed class SystemClock : IClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Now => _watch.Elapsed;

    // The platform drops fractions of a millisecond, which would turn a short wait into none.
    public Task Delay(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), cancellation);
}
