using System;

namespace CallCenter.Core.Text;

/// <summary>The one exception of this library: a <see cref="ErrorKind"/>, a message for a person, and what to do next.</summary>
public sealed class CallCenterException : Exception
{
    internal CallCenterException(ErrorKind kind, string message, string advice, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Advice = advice;
    }

    /// <summary>What went wrong.</summary>
    public ErrorKind Kind { get; }

    /// <summary>What the reader can do next, as one sentence.</summary>
    public string Advice { get; }

    /// <summary>Why, without what was to be done.</summary>
    internal string Reason { get => field ?? Message; init; }

    /// <summary>The HTTP status that the vendor answered; null when no answer came.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The vendor's own words, with secrets masked; null when there were none.</summary>
    public string? VendorMessage { get; internal init; }

    /// <summary>True when the request may have been processed although no answer says so.</summary>
    public bool OutcomeUnknown { get; internal init; }

    /// <summary>True when no request reaches the server any more, so that others would fail as well.</summary>
    internal bool IsServerGone { get; init; }

    /// <summary>True when doing it twice does the same as doing it once, as with all but creating.</summary>
    public bool IsRepeatable { get; internal init; }

    /// <summary>
    /// The stable id of the error: <c>OutcomeUnknown</c> for what may have been done and must not be done twice, and the kind otherwise.
    /// </summary>
    public string Id => OutcomeUnknown && !IsRepeatable ? nameof(OutcomeUnknown) : Kind.ToString();
}
