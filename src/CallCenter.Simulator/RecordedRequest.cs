using System.Collections.Generic;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator;

/// <summary>A request that was received, kept when <see cref="SimulatorOptions.RecordRequests"/> is set. It holds secrets as they were sent.</summary>
public sealed class RecordedRequest
{
    internal RecordedRequest(HttpRequest request)
    {
        Method = request.Method;
        Target = request.Target;
        Headers = request.Headers;
        Body = request.Body;
        ToPhoneSystem = request.ToPhoneSystem;
    }

    /// <summary>The method, <c>POST</c> for one.</summary>
    public string Method { get; }

    /// <summary>Path and query exactly as sent.</summary>
    public string Target { get; }

    /// <summary>The header fields as sent, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The bytes of the body, without the framing of a chunked one.</summary>
    public byte[] Body { get; }

    /// <summary>Whether it came to the phone system's port; otherwise it came to the tenant's.</summary>
    public bool ToPhoneSystem { get; }
}
