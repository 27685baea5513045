using System;

namespace CallCenter.Core.Http;

/// <summary>
/// Learns how many requests a second a server takes. One that takes R, and asks those above it to wait a second, gets its R
/// in a burst and then nothing until the second is over, which is well below R over time; evenly spaced it takes nearly all.
/// Not safe for several threads.
/// </summary>
internal sealed class ServerRate
{
    private const int Buckets = 64;
    private const double Margin = 0.97;

    // What is refused again so soon after a pause was too fast from the start.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    // How long a rate is kept before trying for more. Each try that fails costs a pause.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Doubling = TimeSpan.FromSeconds(10);

    private readonly int[] _accepted = new int[Buckets];
    private long _bucket;
    private double? _rate;
    private double? _first;
    private TimeSpan _heldUntil;
    private TimeSpan _resumed;

    /// <summary>The rate to keep to now; null while none is known.</summary>
    public double? At(TimeSpan now)
    {
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

    /// <summary>A request was taken.</summary>
    public void Accepted(TimeSpan now)
    {
        Turn(now);
        _accepted[_bucket % Buckets]++;
    }

    /// <summary>A request was too much.</summary>
    /// <param name="now">The time.</param>
    /// <param name="resume">When the next may be sent.</param>
    public void Refused(TimeSpan now, TimeSpan resume)
    {
        Turn(now);
        double accepted = 0;
        foreach (var count in _accepted)
        {
            accepted += count;
        }

        var soon = now - _resumed < Soon;
        if (At(now) is { } rate)
        {
            // Others may use up what the server gives, so a low count alone is not believed.
            _rate = soon ? 0.95 * rate : Math.Max(Margin * accepted, 0.9 * rate);
            _heldUntil = resume + Hold;
        }
        else if (soon && _first is { } first && accepted > 0)
        {
            // One count can hold requests of two of the server's seconds. Two such counts in a row are hardly both wrong.
            _rate = Margin * Math.Min(first, accepted);
            _heldUntil = resume + Hold;
            _first = null;
        }
        else
        {
            _first = accepted > 0 ? accepted : null;
        }

        _resumed = resume;
    }

    /// <summary>Forgets what is more than a second ago.</summary>
    private void Turn(TimeSpan now)
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
