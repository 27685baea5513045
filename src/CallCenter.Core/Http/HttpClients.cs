using System;
using System.Net;
using System.Net.Http;
using System.Threading;

namespace CallCenter.Core.Http;

/// <summary>Makes the <see cref="HttpClient"/> of a connection, alike on both platforms.</summary>
internal static class HttpClients
{
    // Both vendors answer with small documents; more is not theirs.
    private const int LargestAnswer = 16 * 1024 * 1024;

    public static HttpClient Create(Uri server, ConnectionOptions options, CertificatePolicy certificates)
    {
        // No redirects: following one would carry the token to wherever it points.
#if NET
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // A name may come to mean another machine while a runbook runs.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ActivityHeadersPropagator = null,
        };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, errors) => certificates.Accept(certificate, errors);
#else
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // The platform's own limit is two connections a host.
            MaxConnectionsPerServer = int.MaxValue,
#pragma warning disable CA5398 // What .NET Framework would choose may be less.
            SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
#pragma warning restore CA5398
            ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => certificates.Accept(certificate, errors),
        };
#endif
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy);
            handler.UseProxy = true;
        }
        else if (server.IsLoopback)
        {
            // The system's proxy is another machine: it cannot reach this one's loopback, and has no business with its secrets.
            handler.UseProxy = false;
        }

        var client = new HttpClient(handler)
        {
            // Each try has its own timer, so that a slow one can be told from a stopped one, and a check has a time of its own.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        client.DefaultRequestHeaders.ExpectContinue = false;

        // As a parsed value it would be put into words again for each request.
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "CallCenter/" + typeof(HttpClients).Assembly.GetName().Version!.ToString(3));
        return client;
    }
}
