using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CallCenter.Core.Http;

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
