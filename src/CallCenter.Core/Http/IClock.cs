using System;
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
