using System;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>What a call gets from the run it belongs to.</summary>
/// <param name="Log">Where to report each try.</param>
/// <param name="Stopping">Set when nothing new may be sent; ends all waits at once.</param>
/// <param name="Abort">Set when requests in flight are to be given up.</param>
public readonly record struct CallContext(RequestLog Log, CancellationToken Stopping, CancellationToken Abort)
{
    /// <summary>The most requests that are in flight at once where the governor finds out how many may be.</summary>
    public const int MaxInFlight = 64;

    /// <summary>Where requests that change something are recorded; null for nowhere.</summary>
    public ISendRecord? Record { get; init; }

    /// <summary>Whether the governor finds out how many requests may be in flight; otherwise nothing but its run bounds them.</summary>
    public bool FindsLimit { get; init; }

    /// <summary>A call that belongs to no run.</summary>
    public CallContext(CancellationToken cancellation)
        : this(RequestLog.Unread, cancellation, cancellation)
    {
    }
}

/// <summary>Records which requests may have been processed, for a run that is continued after an interruption.</summary>
public interface ISendRecord
{
    /// <summary>Records that a request that changes something is about to be sent. It is not sent if this fails.</summary>
    /// <param name="timeout">How long the request waits for its answer; <see cref="TimeSpan.Zero"/> for no limit.</param>
    Task BeginAsync(TimeSpan timeout);

    /// <summary>Takes the record back: the server certainly did not process the request, which now waits for another try.</summary>
    Task RetractAsync();
}
