using System.Net;
using System.Net.Http;
using System.Threading;

namespace CallCenter.Core.Http;

/// <summary>Makes the <see cref="HttpClient"/> of a connection, with the same behaviour on both platforms.</summary>
internal static class HttpClients
{
    // A call-centre API answers with small documents; anything larger comes from something else.
    private const int LargestAnswer = 16 * 1024 * 1024;

    public static HttpClient Create(ProxyRoute route, ConnectionOptions options, CertificatePolicy certificates)
    {
#if NET
        var handler = CreateHandler(options, certificates);
#else
        var handler = CreateHandler(certificates);
#endif
        if (route.Given is { } proxy)
        {
            handler.Proxy = proxy;
            handler.UseProxy = true;
        }
        else if (route.IsLocal)
        {
            // The system's proxy is another machine: it cannot reach this machine's loopback, and must not see its secrets.
            handler.UseProxy = false;
        }

        var client = new HttpClient(handler)
        {
            // Each try has a timer of its own, so that a slow try and a stopped one can be told apart, and a probe has its own timeout.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        client.DefaultRequestHeaders.ExpectContinue = false;

        // As a parsed value it would be formatted again for each request.
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "CallCenter/" + typeof(HttpClients).Assembly.GetName().Version!.ToString(3));
        return client;
    }

    // No redirects: following one would send the token to wherever it points.
#if NET
    private static SocketsHttpHandler CreateHandler(ConnectionOptions options, CertificatePolicy certificates)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // A name can be moved to another machine while a runbook runs.
            PooledConnectionLifetime = System.TimeSpan.FromMinutes(10),
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectionTimeout,
            ConnectCallback = AddressRace.ConnectAsync,
        };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, errors) => certificates.Accept(certificate, errors);
        return handler;
    }
#else
    private static HttpClientHandler CreateHandler(CertificatePolicy certificates) => new()
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
}
