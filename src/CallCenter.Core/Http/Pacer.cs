using System;

namespace CallCenter.Core.Http;

/// <summary>Spaces requests evenly. Not safe for several threads.</summary>
internal sealed class Pacer
{
    // Timers are this late at times. What they missed is made up for, so a fortieth of a second's requests may come at once.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(25);

    private TimeSpan _next = -Tolerance;

    /// <summary>When the next request may go.</summary>
    public TimeSpan Next => _next;

    /// <summary>One goes now, at that many a second.</summary>
    public void Take(TimeSpan now, double rate)
    {
        var due = _next > now - Tolerance ? _next : now - Tolerance;
        _next = due + TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / rate));
    }
}
