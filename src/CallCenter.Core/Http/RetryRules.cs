using System;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>
/// Decides what happens after a try of a request. What the server certainly did not process is sent again; what it may have
/// processed, only where sending it twice does no harm. A deferred request waits in the governor with all others, and so does one
/// for which a server can no longer be reached; this does not use up a retry, only time limits it.
/// </summary>
internal static class RetryRules
{
    /// <summary>The longest wait that a server can ask for; asked for more, the request fails with an error that says so.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>How long a server may defer a request when it says how long to wait.</summary>
    public static readonly TimeSpan MaxDeferral = TimeSpan.FromMinutes(15);

    /// <summary>How long a server may defer a request when it does not say how long to wait. It outlasts a limit per minute.</summary>
    public static readonly TimeSpan MaxOpenDeferral = TimeSpan.FromMinutes(2);

    /// <summary>How long requests wait for a server that answered before, and to which no connection can be made any more.</summary>
    public static readonly TimeSpan MaxAbsence = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(30);

    public static RetryDecision Decide(in TryFacts facts)
    {
        if (facts.Error is not { } error)
        {
            return new RetryDecision(NextStep.Succeed);
        }

        // A later try that certainly was not processed does not undo an earlier one that may have been.
        var unknown = facts.OutcomeUnknown || (!facts.ChangesNothing && (MayBeProcessed(facts) || MayBeOwn(facts)));
        if (facts.CredentialRefused)
        {
            return new RetryDecision(NextStep.RenewCredential, error, unknown);
        }

        var giveUp = new RetryDecision(NextStep.GiveUp, error, unknown);
        if (facts.IsProbe)
        {
            return giveUp;
        }

        if (IsDeferral(facts.Status))
        {
            return MayBeDeferredFurther(facts) ? new RetryDecision(NextStep.WaitForGovernor, error, unknown, facts.Pause) : giveUp;
        }

        if (error == ErrorKind.Unreachable && facts.GoneFor is { } gone && facts.MaximumRetryCount > 0)
        {
            return gone + facts.Pause <= MaxAbsence ? new RetryDecision(NextStep.WaitForGovernor, error, unknown, facts.Pause) : giveUp;
        }

        return facts.Retries < facts.MaximumRetryCount && MayBeSentAgain(facts)
            ? new RetryDecision(NextStep.SendAgain, error, unknown, Backoff(facts.Retries, facts.Jitter))
            : giveUp;
    }

    /// <summary>Whether the server did not process the request, which may be sent later: 429 and 503, which gateways often send without a Retry-After.</summary>
    public static bool IsDeferral(int? status) => status is 429 || IsUnavailable(status);

    /// <summary>Whether a gateway may say so although the server behind it goes on.</summary>
    public static bool IsUnavailable(int? status) => status is 503;

    /// <summary>Whether the server says how long to wait.</summary>
    public static bool IsStated(TimeSpan? retryAfter) => retryAfter > TimeSpan.Zero;

    /// <summary>Whether the server asks to wait longer than any request does.</summary>
    public static bool IsTooLong(TimeSpan? retryAfter) => retryAfter > MaxRetryAfter;

    /// <summary>Whether a deferred request waits at all: always, when the server says how long; else where the user allows retries.</summary>
    public static bool IsWaitAllowed(TimeSpan? retryAfter, int maximumRetryCount) => IsStated(retryAfter) || maximumRetryCount > 0;

    /// <summary>How long a server that answers like this may defer a request.</summary>
    public static TimeSpan MaxDeferralFor(TimeSpan? retryAfter) => IsStated(retryAfter) ? MaxDeferral : MaxOpenDeferral;

    /// <summary>The wait before a retry, counted from 0: doubling, bounded, and with jitter so that the retries of many workers spread out.</summary>
    /// <param name="retry">Which retry.</param>
    /// <param name="jitter">From 0, for half the wait, to 1, for all of it.</param>
    public static TimeSpan Backoff(int retry, double jitter)
    {
        var full = Math.Min(FirstBackoff.TotalMilliseconds * Math.Pow(2, retry), MaxBackoff.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.5 + (jitter / 2)));
    }

    private static bool MayBeProcessed(in TryFacts facts) => facts.Status switch
    {
        null => facts.Sent,
        >= 200 and < 300 => facts.Error is ErrorKind.NotJson or ErrorKind.UnexpectedStatus,

        // The server may have failed half-way through; a deferral says that it did not begin.
        >= 500 => !IsDeferral(facts.Status),
        _ => false,
    };

    // A gateway may have answered 503 although the server behind it went on.
    private static bool MayBeOwn(in TryFacts facts) => facts.IsAlreadyDone && facts.WasUnavailable;

    private static bool MayBeDeferredFurther(in TryFacts facts)
    {
        var longest = MaxDeferralFor(facts.RetryAfter);

        // Where the server accepts nothing at all, another request need not find that out by waiting as long.
        var isInVain = !IsStated(facts.RetryAfter) && facts.AllDeferredFor > longest;
        return IsWaitAllowed(facts.RetryAfter, facts.MaximumRetryCount)
            && !IsTooLong(facts.RetryAfter)
            && !isInVain
            && facts.DeferredFor + facts.Pause <= longest;
    }

    private static bool MayBeSentAgain(in TryFacts facts) => facts.Status is null
        ? facts.Error == ErrorKind.Unreachable || (facts.Repeatable && facts.Error is ErrorKind.Timeout or ErrorKind.ConnectionLost)
        : facts.Repeatable && facts.Status >= 500;
}

/// <summary>What happens after a try.</summary>
/// <param name="Next">The next step.</param>
/// <param name="Error">What went wrong; null for a success.</param>
/// <param name="OutcomeUnknown">Whether this try or an earlier one may have been processed although no answer says so.</param>
/// <param name="Wait">How long until the next try; null when there is none, or none that waits.</param>
internal readonly record struct RetryDecision(NextStep Next, ErrorKind? Error = null, bool OutcomeUnknown = false, TimeSpan? Wait = null);

/// <summary>What follows a try.</summary>
internal enum NextStep
{
    /// <summary>The request succeeded.</summary>
    Succeed,

    /// <summary>The request failed for good.</summary>
    GiveUp,

    /// <summary>Renew the credential, and send the request again where that is possible.</summary>
    RenewCredential,

    /// <summary>Wait, then send the request again. This uses up a retry.</summary>
    SendAgain,

    /// <summary>Send the request again once the governor lets it in, like all others. This does not use up a retry.</summary>
    WaitForGovernor,
}

/// <summary>Random numbers from 0 to 1 that spread the retries of many workers.</summary>
internal static class Jitter
{
    // On .NET Framework threads cannot share a Random.
    [ThreadStatic]
    private static Random? _random;

#pragma warning disable CA5394 // The length of a pause is no secret.
    public static double Next() => (_random ??= new Random(Guid.NewGuid().GetHashCode())).NextDouble();
#pragma warning restore CA5394
}
