using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>One try of one request, without its query and without secrets.</summary>
/// <param name="Operation">What the request does, in words.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as sent, without the query.</param>
/// <param name="Result">The status, or the kind of fault when there was no answer.</param>
/// <param name="Milliseconds">How long this try took.</param>
/// <param name="Attempt">Which try it was, from 1.</param>
/// <param name="RequestBody">What was sent, masked; null when not wanted or empty.</param>
/// <param name="ResponseBody">What came back, masked; null when not wanted or empty.</param>
public sealed record RequestTrace(
    string Operation,
    string Method,
    string Path,
    string Result,
    long Milliseconds,
    int Attempt,
    string? RequestBody,
    string? ResponseBody)
{
    // The governor holds requests back for less than this all the time.
    private static readonly TimeSpan Noteworthy = TimeSpan.FromSeconds(1);

    /// <summary>How long the try waited for the governor before it was sent.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How long the next try waits; null when there is none, or none that waits.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Where a redirect leads, without its query; null for any other answer.</summary>
    public string? Location { get; init; }

    /// <summary>The certificate that the server showed, if it has not been in this log before.</summary>
    internal SeenCertificate? Certificate { get; init; }

    /// <summary>The trace as one line.</summary>
    public override string ToString()
    {
        string?[] statements =
        [
            Messages.FormatTraceAnswer(Method, Path, Result, Milliseconds, Attempt, Operation),
            Location is null ? null : Messages.FormatTraceLocation(Location),
            Waited >= Noteworthy ? Messages.FormatTraceWaited(InSeconds(Waited)) : null,
            RetryDelay is { } wait ? Messages.FormatTraceAgain(InSeconds(wait)) : null,
            Certificate is null ? null : Messages.FormatTraceCertificate(Certificate.Thumbprint, Certificate.Trust),
        ];
        return Messages.JoinStatements(statements.OfType<string>());
    }

    private static string InSeconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture);
}

/// <summary>Passes the traces of requests from the threads that send them to the pipeline thread, which alone may write them.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<RequestTrace> _traces = new();
    private readonly ConcurrentDictionary<string, bool> _certificates = new();

    private RequestLog()
    {
    }

    /// <summary>A log.</summary>
    /// <param name="withBodies">Whether to keep the bodies as well, masked.</param>
    public RequestLog(bool withBodies)
    {
        WithBodies = withBodies;
        IsRead = true;
    }

    /// <summary>A log that nobody reads, and that keeps nothing.</summary>
    public static RequestLog Unread { get; } = new();

    /// <summary>Whether it keeps the bodies as well.</summary>
    public bool WithBodies { get; }

    /// <summary>The oldest trace that was not taken yet.</summary>
    public bool TryTake([NotNullWhen(true)] out RequestTrace? trace) => _traces.TryDequeue(out trace);

    internal bool IsRead { get; }

    /// <summary>Whether a certificate has not been in this log before.</summary>
    internal bool IsNew(SeenCertificate? certificate) => certificate is not null && _certificates.TryAdd(certificate.Thumbprint, true);

    internal void Add(RequestTrace trace) => _traces.Enqueue(trace);
}
