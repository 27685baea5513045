using System;

namespace CallCenter.Core.Http;

/// <summary>Measures how long a server has been deferring everything without saying how long to wait. Not safe for several threads.</summary>
internal sealed class OpenDeferral
{
    private TimeSpan? _since;

    /// <summary>Records that the server accepted something.</summary>
    public void Ended() => _since = null;

    /// <summary>How long the server has deferred everything.</summary>
    public TimeSpan For(TimeSpan now) => now - (_since ?? now);

    /// <summary>
    /// How long to pause after one more deferral. It grows while the server accepts nothing, up to the point where waiting longer
    /// did not help.
    /// </summary>
    public TimeSpan PauseAt(TimeSpan now, TimeSpan shortest)
    {
        _since ??= now;
        var half = TimeSpan.FromTicks(For(now).Ticks / 2);
        return half < shortest || half + half > RetryRules.MaxOpenDeferral ? shortest : half;
    }
}
