using System;
using System.Net;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>How a session talks to its servers.</summary>
public sealed record ConnectionOptions
{
    /// <summary>How long one try of one request may take; <see cref="TimeSpan.Zero"/> for no limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long it may take to find a server's address, connect to it and agree on encryption.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a request that may be sent again is sent again. Waiting because the server asks for it does not count, as long as
    /// the server defers the request for no more than 15 minutes.
    /// </summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>The most requests a second to each server, by all who use the session; null or 0 for as many as the server takes.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>The proxy to go through; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>What <see cref="Proxy"/> is shown when it asks who goes through it; null for nothing.</summary>
    internal ICredentials? ProxyCredentials { get; init; }

    /// <summary>Accept any certificate.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Accept the certificate with this thumbprint (SHA-1 or SHA-256, hexadecimal) and no other; null for the usual check.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Allow secrets over plain http to other machines.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>What pauses between requests go by.</summary>
    internal IClock Clock { get; init; } = new SystemClock();

    /// <summary>Whether what is sent to a server stays on this machine. A proxy that is given gets it first, wherever the server is.</summary>
    internal bool StaysOnThisMachine(Uri server) => Proxy is null && server.IsLoopback;

    /// <summary>Checks an address that a secret is to be sent to.</summary>
    /// <exception cref="CallCenterException">It is plain http to another machine or through a proxy, and the user did not allow that.</exception>
    internal void RequireEncryption(Uri server, string secret)
    {
        if (server.Scheme == Uri.UriSchemeHttp && !StaysOnThisMachine(server) && !AllowUnencryptedAuthentication)
        {
            var address = server.GetLeftPart(UriPartial.Authority);
            var way = server.IsLoopback ? Messages.FormatUnencryptedThroughProxy(address) : Messages.FormatUnencryptedElsewhere(address);
            throw Failure.Session(ErrorKind.UnencryptedRefused, way, secret);
        }
    }
}
