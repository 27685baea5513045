using System;

namespace CallCenter.Core.Http;

/// <summary>
/// Learns how many requests a second a server accepts. A server that accepts R, and asks the rest to wait a second, would get its R
/// in a burst and then nothing until the second is over, well below R over time; of evenly spaced requests it accepts nearly R.
/// Not safe for several threads.
/// </summary>
internal sealed class ServerRate
{
    private const int Buckets = 64;
    private const double Margin = 0.97;

    // A refusal so soon after a pause means that the rate was too high from the start.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    // How long a rate is kept before a higher one is tried. Each try that fails costs a pause.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Doubling = TimeSpan.FromSeconds(10);

    private readonly int[] _accepted = new int[Buckets];
    private long _bucket;
    private double? _rate;
    private double? _first;
    private TimeSpan _heldUntil;
    private TimeSpan _resumed;
    private bool _isRefused;
    private bool _isSoon;
    private double? _refusedRate;
    private int _acceptedBefore;
    private int _acceptedLate;

    /// <summary>The rate to keep to now; null while none is known.</summary>
    public double? At(TimeSpan now)
    {
        Learn(now);
        if (_rate is null || now <= _heldUntil)
        {
            return _rate;
        }

        if (now > _heldUntil + Hold)
        {
            _rate = null;
            return null;
        }

        return _rate * Math.Pow(2, (now - _heldUntil).TotalSeconds / Doubling.TotalSeconds);
    }

    /// <summary>Records that a request was accepted.</summary>
    public void Accepted(TimeSpan now)
    {
        Learn(now);
        DiscardOldBuckets(now);
        _accepted[_bucket % Buckets]++;
        _acceptedLate += _isRefused ? 1 : 0;
    }

    /// <summary>Records that a request was too much.</summary>
    /// <param name="now">The time.</param>
    /// <param name="resume">When the next may be sent.</param>
    public void Refused(TimeSpan now, TimeSpan resume)
    {
        var rate = At(now);
        if (!_isRefused)
        {
            DiscardOldBuckets(now);
            _isRefused = true;
            _refusedRate = rate;
            _isSoon = now - _resumed < Soon;
            _acceptedBefore = 0;
            _acceptedLate = 0;
            foreach (var count in _accepted)
            {
                _acceptedBefore += count;
            }
        }

        _resumed = resume;
    }

    /// <summary>
    /// Sets the rate when the pause is over: some accepted requests were still in flight when the refusal came.
    /// </summary>
    private void Learn(TimeSpan now)
    {
        if (!_isRefused || now < _resumed)
        {
            return;
        }

        _isRefused = false;
        double accepted = _acceptedBefore + _acceptedLate;
        if (_refusedRate is { } rate)
        {
            // Other clients may use up part of the server's limit, so a low count alone is not believed.
            _rate = _isSoon ? 0.95 * rate : Math.Max(Margin * accepted, 0.9 * rate);
            _heldUntil = _resumed + Hold;
        }
        else if (_isSoon && _first is { } first && accepted > 0)
        {
            // One count can hold requests of two of the server's seconds. Two such counts in a row are hardly both wrong.
            _rate = Margin * Math.Min(first, accepted);
            _heldUntil = _resumed + Hold;
            _first = null;
        }
        else
        {
            _first = accepted > 0 ? accepted : null;
        }
    }

    /// <summary>Forgets what is more than a second ago.</summary>
    private void DiscardOldBuckets(TimeSpan now)
    {
        var bucket = now.Ticks * Buckets / TimeSpan.TicksPerSecond;
        if (bucket - _bucket >= Buckets)
        {
            Array.Clear(_accepted, 0, Buckets);
            _bucket = bucket;
        }

        while (_bucket < bucket)
        {
            _accepted[++_bucket % Buckets] = 0;
        }
    }
}
