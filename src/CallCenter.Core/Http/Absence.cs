using System;

namespace CallCenter.Core.Http;

/// <summary>Notices when a server can no longer be reached at all. Not safe for several threads.</summary>
internal sealed class Absence
{
    // A single failed connection can have other causes, while others succeed.
    private const int InRow = 3;

    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    private TimeSpan? _since;
    private int _missed;
    private bool _wasThere;

    /// <summary>Whether the server cannot be reached.</summary>
    public bool IsCertain => _missed >= InRow;

    /// <summary>Records an answer, of any kind.</summary>
    public void Ended()
    {
        _wasThere = true;
        _missed = 0;
        _since = null;
    }

    /// <summary>Records that no connection could be made.</summary>
    public void Missed(TimeSpan now)
    {
        _since ??= now;
        _missed++;
    }

    /// <summary>How long a server that answered before has been unreachable; null while it is reachable, or if it never answered.</summary>
    public TimeSpan? For(TimeSpan now) => IsCertain && _wasThere ? now - _since : null;

    /// <summary>How long to pause after one more connection that could not be made: it grows with the absence.</summary>
    public TimeSpan PauseAt(TimeSpan now)
    {
        var half = TimeSpan.FromTicks((now - (_since ?? now)).Ticks / 2);
        return half < MinPause ? MinPause : half > MaxPause ? MaxPause : half;
    }
}
