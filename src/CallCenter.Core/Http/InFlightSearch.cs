using System;

namespace CallCenter.Core.Http;

/// <summary>
/// Finds how many requests a server works on at once without letting any of them wait. The number doubles while answers take as long
/// as with fewer in flight. When they take longer it goes back to what the server got done in that time (Little's law), and from there
/// up again one by one. Not safe for several threads.
/// </summary>
internal sealed class InFlightSearch
{
    private const int Start = 8;

    // What may be added to an answer without being called slow.
    private const double Tolerance = 0.08;
    private const double ToleratedMilliseconds = 2;

    // A little below what was too much: requests that arrive together wait for each other.
    private const double StepBack = 0.95;

    // How many good rounds one more takes, once it has been too much.
    private const int RoundsUp = 3;

    // The server itself may have become slower or faster. Only fewer in flight can tell.
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private TimeSpan _lastAnswer;
    private TimeSpan _roundBegan;
    private int _answers;
    private double _sum;
    private double _squares;
    private int _mostInFlight;

    private double? _usual;
    private double _usualVariance;
    private double _usualMost;
    private TimeSpan _usualSince;

    private bool _isDoubling;
    private bool _wasSlow;
    private int _goodRounds;
    private int? _afterRenewal;

    /// <summary>How many may be in flight.</summary>
    public int Value { get; private set; }

    /// <summary>Records that a request is about to be sent while no other is in flight. After a while it begins anew: requests may be of another kind then.</summary>
    public void Resume(TimeSpan now)
    {
        if (Value > 0 && now - _lastAnswer < Pause)
        {
            return;
        }

        Value = Start;
        _usual = null;
        _isDoubling = true;
        _wasSlow = false;
        _goodRounds = 0;
        _afterRenewal = null;
        _roundBegan = TimeSpan.MinValue;
        BeginRound();
    }

    /// <summary>Records how long an answer took while so many requests were in flight, its own included.</summary>
    public void Answered(TimeSpan now, TimeSpan elapsed, int inFlight)
    {
        _lastAnswer = now;
        if (now - elapsed < _roundBegan)
        {
            // It was sent while another number was in flight.
            return;
        }

        var milliseconds = elapsed.TotalMilliseconds;
        _answers++;
        _sum += milliseconds;
        _squares += milliseconds * milliseconds;
        _mostInFlight = Math.Max(_mostInFlight, inFlight);
        if (_answers < Math.Max(Start, Value))
        {
            return;
        }

        var average = _sum / _answers;
        Decide(now, average, Math.Max(0, (_squares / _answers) - (average * average)));
        _roundBegan = now;
        BeginRound();
    }

    private void BeginRound()
    {
        _answers = 0;
        _sum = 0;
        _squares = 0;
        _mostInFlight = 0;
    }

    private void Decide(TimeSpan now, double average, double variance)
    {
        var most = average + Uncertainty(variance);
        if (_usual is null || _afterRenewal is not null || most < _usualMost)
        {
            (_usual, _usualVariance, _usualMost, _usualSince) = (average, variance, most, now);
        }

        if (_afterRenewal is { } before)
        {
            Value = before;
            _afterRenewal = null;
            return;
        }

        // How much answers differ as a rule tells what an average is worth. Where they wait they differ more, which must not hide that they do.
        var tolerance = Math.Max(Tolerance * _usual.Value, ToleratedMilliseconds) + Uncertainty(_usualVariance);
        var isSlow = average > _usualMost + tolerance;
        if (isSlow && _wasSlow)
        {
            Value = Math.Max(Start, (int)Math.Round(StepBack * Value * _usual.Value / average));
            _isDoubling = false;
            _goodRounds = 0;
        }
        else if (!isSlow && _mostInFlight >= Value)
        {
            Raise();
        }

        // The first slow round may be an accident.
        _wasSlow = isSlow && !_wasSlow;
        if (now - _usualSince > Renewal)
        {
            _afterRenewal = Value;
            Value /= 2;
        }
    }

    /// <summary>How far the average of this round's answers may be from the truth: more where they are few.</summary>
    private double Uncertainty(double variance) => (2.5 + (16.0 / _answers)) * Math.Sqrt(variance / _answers);

    private void Raise()
    {
        if (_isDoubling)
        {
            Value = Math.Min(CallContext.MaxInFlight, 2 * Value);
        }
        else if (++_goodRounds >= RoundsUp && Value < CallContext.MaxInFlight)
        {
            Value++;
            _goodRounds = 0;
        }
    }
}
