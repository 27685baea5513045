using System;

namespace CallCenter.Core.Http;

/// <summary>How many requests a second are sent: what the user allows, and what the server was found to take. Not safe for several threads.</summary>
/// <param name="cap">The most a second; null for any number.</param>
internal sealed class Pace(double? cap)
{
    // It pays to learn limits per second. A server that asks to wait longer says exactly when to come back.
    private static readonly TimeSpan LearnUpTo = TimeSpan.FromSeconds(2);

    // Timers can be this late. What they missed is made up for, so a fortieth of a second's requests may go at once.
    private static readonly TimeSpan TimerTolerance = TimeSpan.FromMilliseconds(25);

    private readonly ServerRate _stated = new();
    private readonly OpenRate _open = new();
    private TimeSpan _next = -TimerTolerance;

    /// <summary>When the next request may be sent; null where nothing limits it.</summary>
    public TimeSpan? NextAt(TimeSpan now) => RateAt(now) is null ? null : _next;

    /// <summary>Records that a request is sent. Requests are evenly spaced.</summary>
    public void Sent(TimeSpan now)
    {
        if (RateAt(now) is { } rate)
        {
            // A gateway may take no two at once, so there nothing is made up for.
            var earliest = rate == _open.At(now) ? now : now - TimerTolerance;
            _next = (_next > earliest ? _next : earliest) + TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / rate));
        }
    }

    /// <summary>Records that a request was accepted.</summary>
    public void Accepted(TimeSpan now)
    {
        _stated.Accepted(now);
        _open.Accepted();
    }

    /// <inheritdoc cref="OpenRate.PauseAt"/>
    public TimeSpan PauseAt(TimeSpan now) => _open.PauseAt(now);

    /// <inheritdoc cref="OpenRate.RefusingFor"/>
    public TimeSpan RefusingFor(TimeSpan now) => _open.RefusingFor(now);

    /// <summary>Records that a request was too much.</summary>
    /// <param name="now">The time.</param>
    /// <param name="stated">How long the server asks to wait; null when it does not say.</param>
    /// <param name="resume">When the next may be sent.</param>
    public void Refused(TimeSpan now, TimeSpan? stated, TimeSpan resume)
    {
        if (stated is null)
        {
            _open.Refused(now, resume);
        }
        else if (stated <= LearnUpTo)
        {
            _stated.Refused(now, resume);
        }
    }

    private double? RateAt(TimeSpan now) => Min(Min(cap, _stated.At(now)), _open.At(now));

    private static double? Min(double? one, double? other) => one is null || other < one ? other : one;
}
