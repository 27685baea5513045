using System;

namespace CallCenter.Core.Http;

/// <summary>
/// How many requests may be in flight, found as TCP does it: half as many after a push-back, one more after each good round trip.
/// Not safe for several threads.
/// </summary>
internal sealed class InFlightLimit
{
    private int _rampTo;
    private int _succeeded;

    /// <summary>The limit; none until the server pushes back.</summary>
    public int Value { get; private set; } = int.MaxValue;

    /// <summary>Lowers the limit after a push-back.</summary>
    /// <param name="inFlight">How many were in flight.</param>
    /// <param name="paused">Whether nothing is sent for a while: then it starts again with one, and doubles up to half of what it was.</param>
    public void Lower(int inFlight, bool paused)
    {
        _rampTo = Math.Max(1, Math.Min(Value, inFlight) / 2);
        Value = paused ? 1 : _rampTo;
        _succeeded = 0;
    }

    /// <summary>Records that a request succeeded while so many were in flight, itself included.</summary>
    public void Raise(int inFlight)
    {
        if (inFlight < Value)
        {
            // The limit held nothing back, so this says nothing about a higher one.
            return;
        }

        if (Value < _rampTo)
        {
            Value++;
        }
        else if (++_succeeded >= Value)
        {
            Value++;
            _succeeded = 0;
        }
    }
}
