using System;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>What is known after a try of a request. <see cref="RetryRules.Decide"/> uses nothing else.</summary>
internal readonly record struct TryFacts
{
    /// <summary>The error that the answer, or its absence, means; null for a success.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>The status of the answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>How long the answer asks to wait; null when it does not ask.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where there was no answer: whether the request may have reached the server.</summary>
    public bool Sent { get; init; }

    /// <summary>Whether the server refused the credential, and so never looked at the request.</summary>
    public bool CredentialRefused { get; init; }

    /// <summary>Whether sending the request twice does the same as sending it once.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Whether the request only reads, so that its outcome is never unknown.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>Whether the request is a probe, which is tried once.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Whether an earlier try may have been processed.</summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>Whether an earlier try was answered with 503.</summary>
    public bool WasUnavailable { get; init; }

    /// <summary>Whether the server refused because what was asked for has been done already.</summary>
    public bool IsAlreadyDone { get; init; }

    /// <summary>How many retries the request has used up.</summary>
    public int Retries { get; init; }

    /// <summary>How many retries the user allows.</summary>
    public int MaximumRetryCount { get; init; }

    /// <summary>How long ago the server first deferred this request.</summary>
    public TimeSpan DeferredFor { get; init; }

    /// <summary>How long the server has deferred all requests without saying how long to wait.</summary>
    public TimeSpan AllDeferredFor { get; init; }

    /// <summary>How long no request has been able to connect; null while one can, or if the server never answered.</summary>
    public TimeSpan? GoneFor { get; init; }

    /// <summary>How long the governor still holds back all requests.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>A random number from 0 to 1, which spreads the retries of requests that failed together.</summary>
    public double Jitter { get; init; }
}
