using System;

namespace CallCenter.Core.Http;

/// <summary>
/// Finds the rate of a server that refuses what is too much without saying how long to wait, as gateways do: from a low one up until
/// it is refused, then a little below that, and slowly up again. It also measures how long such a server has refused everything.
/// Not safe for several threads.
/// </summary>
internal sealed class OpenRate
{
    private const double Start = 20;
    private const double Step = 0.97;

    // Where it is refused again after so few, the rate is far off.
    private const double LargeStep = 0.9;
    private const int Few = 8;

    /// <summary>The pause while no rate is known.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(20);

    // While it is searched for, and from the first refusal on.
    private static readonly TimeSpan FastDoubling = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowDoubling = TimeSpan.FromSeconds(25);

    private double? _rate;
    private TimeSpan _since;
    private bool _isFound;
    private int _accepted;
    private TimeSpan? _refusingSince;

    /// <summary>How long the server has refused everything.</summary>
    public TimeSpan RefusingFor(TimeSpan now) => now - (_refusingSince ?? now);

    /// <summary>
    /// How long to pause after one more refusal: until the server has room again at the rate that it was found to take. The pause grows
    /// while the server accepts nothing, up to the point where waiting longer did not help.
    /// </summary>
    public TimeSpan PauseAt(TimeSpan now)
    {
        _refusingSince ??= now;
        var shortest = UntilRoom(now);
        var half = TimeSpan.FromTicks(RefusingFor(now).Ticks / 2);
        return half < shortest || half + half > RetryRules.MaxOpenDeferral ? shortest : half;
    }

    /// <summary>The rate to keep to now; null while none is known.</summary>
    public double? At(TimeSpan now) => now <= _since
        ? _rate
        : _rate * Math.Pow(2, (now - _since).TotalSeconds / (_isFound ? SlowDoubling : FastDoubling).TotalSeconds);

    /// <summary>Records that a request was accepted.</summary>
    public void Accepted()
    {
        _accepted++;
        _refusingSince = null;
    }

    /// <summary>Records that a request was too much.</summary>
    /// <param name="now">The time.</param>
    /// <param name="resume">When the next may be sent.</param>
    public void Refused(TimeSpan now, TimeSpan resume)
    {
        // Where nothing was accepted since the last refusal, the server's time is not over yet, and no rate would have been better.
        if (_accepted > 0)
        {
            (_rate, _isFound) = At(now) is { } rate ? ((_accepted < Few ? LargeStep : Step) * rate, true) : (Start, false);
            _accepted = 0;
        }

        _since = resume;
    }

    private TimeSpan UntilRoom(TimeSpan now)
    {
        if (!_isFound || At(now) is not { } rate)
        {
            return MaxPause;
        }

        var room = TimeSpan.FromSeconds(1 / rate);
        return room > MaxPause ? MaxPause : room < MinPause ? MinPause : room;
    }
}
