using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>The clock for all waits between requests; tests can move it. It does not time the network.</summary>
internal interface IClock
{
    /// <summary>The time since some moment in the past; it never goes back.</summary>
    TimeSpan Now { get; }

    /// <summary>Completes after that time, or is cancelled.</summary>
    Task Delay(TimeSpan time, CancellationToken cancellation);
}

/// <summary>The time since it was made. Changes of the machine's date and time do not affect it.</summary>
internal sealed class SystemClock : IClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Now => _watch.Elapsed;

    // The platform drops fractions of a millisecond, which would turn a short wait into none.
    public Task Delay(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), cancellation);
}
