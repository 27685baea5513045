using System;

namespace CallCenter.Core.Http;

/// <summary>
/// How many requests may be in flight, as TCP finds it out: half as many when it was too much, one more after each round trip
/// that went well. Not safe for several threads.
/// </summary>
internal sealed class InFlightLimit
{
    private int _rampTo;
    private int _succeeded;

    /// <summary>The limit; there is none until the server pushes back.</summary>
    public int Value { get; private set; } = int.MaxValue;

    /// <summary>It was too much.</summary>
    /// <param name="inFlight">How many were in flight.</param>
    /// <param name="paused">Whether nothing is sent for a while: then it starts again with one, and doubles up to the half.</param>
    public void Lower(int inFlight, bool paused)
    {
        _rampTo = Math.Max(1, Math.Min(Value, inFlight) / 2);
        Value = paused ? 1 : _rampTo;
        _succeeded = 0;
    }

    /// <summary>A request succeeded while so many were in flight, itself included.</summary>
    public void Raise(int inFlight)
    {
        if (inFlight < Value)
        {
            // It was not the limit that held the others back, so this says nothing about a higher one.
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
