using System;

namespace CallCenter.Core.Http;

/// <summary>How long to wait before a request is sent again.</summary>
internal static class RetryPolicy
{
    /// <summary>The longest wait that a server can ask for; asked for more, the row fails and says so.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>How long a request may be put off by a server that keeps asking to wait.</summary>
    public static readonly TimeSpan LongestPutOff = TimeSpan.FromMinutes(15);

    /// <summary>The same, by a server that does not say for how long. It outlasts a limit per minute.</summary>
    public static readonly TimeSpan LongestUnsaid = TimeSpan.FromMinutes(2);

    /// <summary>How long a request may be put off by a server that gives such an answer.</summary>
    public static TimeSpan LongestFor(ApiAnswer answer) => answer.SaysHowLong ? LongestPutOff : LongestUnsaid;

    /// <summary>How long a server is left alone at least that puts requests off and does not say for how long.</summary>
    public static readonly TimeSpan ShortestUnsaid = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Random itself is not safe to share between threads on .NET Framework.
    [ThreadStatic]
    private static Random? _random;

    /// <summary>The wait before the given retry, counted from 0: doubling, bounded, and with jitter so that workers spread out.</summary>
#pragma warning disable CA5394 // No secret hangs on the length of a pause.
    public static TimeSpan Backoff(int retry)
    {
        _random ??= new Random(Guid.NewGuid().GetHashCode());
        var full = Math.Min(First.TotalMilliseconds * Math.Pow(2, retry), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.5 + (_random.NextDouble() / 2)));
    }
#pragma warning restore CA5394
}
