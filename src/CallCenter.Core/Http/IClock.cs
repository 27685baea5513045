using System;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>What waits between requests are measured by, so that tests can move it. How long the network takes is not.</summary>
internal interface IClock
{
    /// <summary>The time since some moment in the past; it never goes back.</summary>
    TimeSpan Now { get; }

    /// <summary>Ends when that much time has passed, or as cancelled.</summary>
    Task Delay(TimeSpan time, CancellationToken cancellation);
}
