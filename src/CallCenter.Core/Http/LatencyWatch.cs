using System;

namespace CallCenter.Core.Http;

/// <summary>
/// Notices when a server has clearly become slow. It misses a slow-down rather than raise a false alarm, which costs speed.
/// Not safe for several threads.
/// </summary>
internal sealed class LatencyWatch
{
    private const int Window = 512;
    private const int Sustained = 32;
    private const double Smoothing = 0.125;

    // On a busy machine some answers wait this long for a thread.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private TimeSpan _least = TimeSpan.MaxValue;
    private TimeSpan _leastBefore = TimeSpan.MaxValue;
    private TimeSpan _smoothed;
    private int _seen;
    private int _slowInRow;

    /// <summary>Records how long an answer took.</summary>
    /// <returns>Whether the server has been several times slower than its recent best, for many answers in a row.</returns>
    public bool IsSlow(TimeSpan elapsed, int inFlight)
    {
        _smoothed = _seen == 0 && _leastBefore == TimeSpan.MaxValue
            ? elapsed
            : TimeSpan.FromTicks((long)(_smoothed.Ticks + (Smoothing * (elapsed - _smoothed).Ticks)));
        if (elapsed < _least)
        {
            _least = elapsed;
        }

        // The best of this window and the one before it: the other requests of a session may simply take longer.
        var best = _least < _leastBefore ? _least : _leastBefore;
        if (++_seen == Window)
        {
            _seen = 0;
            _leastBefore = _least;
            _least = TimeSpan.MaxValue;
        }

        var slow = _smoothed - Grace > TimeSpan.FromTicks(4 * best.Ticks);
        _slowInRow = !slow ? 0 : inFlight > 2 ? _slowInRow + 1 : _slowInRow;
        if (_slowInRow < Math.Max(Sustained, inFlight))
        {
            return false;
        }

        // From here on this speed is the normal one, so that each change is noticed once.
        _slowInRow = 0;
        _seen = 0;
        _least = TimeSpan.MaxValue;
        _leastBefore = _smoothed;
        return true;
    }
}
