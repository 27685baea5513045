using System;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>Time as the governor sees it, so that tests can be its master.</summary>
internal interface IClock
{
    /// <summary>The time since some moment in the past; it never goes back.</summary>
    TimeSpan Now { get; }

    /// <summary>Ends when that much time has passed, or as cancelled.</summary>
    Task Delay(TimeSpan time, CancellationToken cancellation);
}
