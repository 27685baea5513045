using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>Turns a request into an HTTP message, sends it once, and reads the answer or finds out why there is none.</summary>
internal sealed class HttpTransport : IDisposable
{
    // How much longer to wait after a timeout: if this process was suspended meanwhile, the answer has arrived and only needs to be read.
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(2);

    // A call-centre API answers with small documents; anything larger comes from something else.
    private const int LargestAnswer = 16 * 1024 * 1024;

    private readonly ProxyRoute _route;
    private readonly string _base;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _connectionTimeout;
    private readonly CertificatePolicy _certificates;
    private readonly HttpClient _client;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new();

    // Credentials that a proxy refused are shown to it no more, since that can lock an account.
    private TransportFault? _refusal;

    public HttpTransport(ProxyRoute route, ConnectionOptions options)
    {
        var server = route.Server;
        _route = route;
        _base = server.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _timeout = options.Timeout;
        _connectionTimeout = options.ConnectionTimeout;
        _certificates = new CertificatePolicy(server, options);
        _client = CreateClient();
    }

    /// <summary>The certificate that the server showed; null when there was none yet.</summary>
    public SeenCertificate? Certificate => _certificates.Last;

    public HttpRequestMessage Compose(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, AddressOf(request));
        if (request.ContentType is not null)
        {
            message.Content = new RequestBody(request.Body);

            // The typed property would put a space after the semicolon, which not every server takes.
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        if (request.Accept is not null)
        {
            message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        }

        return message;
    }

    /// <summary>Sends a message once.</summary>
    /// <param name="message">The message.</param>
    /// <param name="request">The request it was composed from.</param>
    /// <param name="abort">Set to give up at once.</param>
    public async Task<(ApiAnswer? Answer, TransportFault? Fault)> SendAsync(HttpRequestMessage message, ApiRequest request, CancellationToken abort)
    {
        if (Volatile.Read(ref _refusal) is { } refusal)
        {
            return (null, refusal);
        }

        var body = message.Content as RequestBody;
        var timeout = TimeoutOf(request);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var timer = new CancellationTokenSource();
        using var late = timer.Token.Register(() => ending.CancelAfter(GraceAfter(timeout)));
        timer.CancelAfter(timeout > TimeSpan.Zero ? timeout : Timeout.InfiniteTimeSpan);
#if !NET
        // The platform has no timeout of its own for connecting.
        if (body is not null && (timeout <= TimeSpan.Zero || timeout > _connectionTimeout))
        {
            timer.CancelAfter(_connectionTimeout);
            body.OnBegun = () => timer.CancelAfter(timeout > TimeSpan.Zero ? timeout : Timeout.InfiniteTimeSpan);
        }
#endif
        try
        {
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseContentRead, ending.Token).ConfigureAwait(false);
            var answer = await ReadAnswerAsync(message, request, response).ConfigureAwait(false);
            if (answer.Status == (int)HttpStatusCode.ProxyAuthenticationRequired)
            {
                Remember(TransportFault.RefusedByProxy(_route));
            }

            return (answer, null);
        }
        catch (Exception exception)
        {
            var isSent = body is null || !body.TryWithdraw();
            if (FaultOf(exception, isSent, timer.IsCancellationRequested ? timeout : null, abort) is { } fault)
            {
                Remember(fault);
                return (null, fault);
            }

            throw;
        }
    }

    /// <summary>How long one try of a request may take; <see cref="TimeSpan.Zero"/> for no limit.</summary>
    public TimeSpan TimeoutOf(ApiRequest request) => request.ProbeTimeout ?? _timeout;

    public void Dispose() => _client.Dispose();

    private HttpClient CreateClient()
    {
        var handler = CreateHandler();
        if (_route.Given is { } proxy)
        {
            handler.Proxy = proxy;
            handler.UseProxy = true;
        }
        else if (_route.IsLocal)
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
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "CallCenter/" + typeof(HttpTransport).Assembly.GetName().Version!.ToString(3));
        return client;
    }

    // No redirects: following one would send the token to wherever it points.
#if NET
    private SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            // A name can be moved to another machine while a runbook runs.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ActivityHeadersPropagator = null,
            ConnectTimeout = _connectionTimeout,
            ConnectCallback = AddressRace.ConnectAsync,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => _certificates.Accept(certificate, errors);
        return handler;
    }
#else
    private HttpClientHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        // The platform's own limit is two connections a host.
        MaxConnectionsPerServer = int.MaxValue,
#pragma warning disable CA5398 // What .NET Framework would choose may be less.
        SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
#pragma warning restore CA5398
        ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => _certificates.Accept(certificate, errors),
    };
#endif

    private static async Task<ApiAnswer> ReadAnswerAsync(HttpRequestMessage message, ApiRequest request, HttpResponseMessage response)
    {
        // Headers take time to parse, so they are read only where they are needed.
        var wantsClock = request.ProbeTimeout is not null || !response.IsSuccessStatusCode;
        return new ApiAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false),
            wantsClock ? response.Headers.Date : null,
            response.IsSuccessStatusCode ? null : RetryAfterOf(response))
        {
            Location = response.IsSuccessStatusCode ? null : LocationOf(message, response),
        };
    }

    private void Remember(TransportFault fault)
    {
        if (fault.Kind == ErrorKind.ProxyRefused && _route.HasCredentials)
        {
            Volatile.Write(ref _refusal, fault);
        }
    }

    private static TimeSpan GraceAfter(TimeSpan timeout)
    {
        var share = TimeSpan.FromMilliseconds(timeout.TotalMilliseconds / 4);
        return share < MaxGrace ? share : MaxGrace;
    }

    /// <summary>What an exception means for the request; null for a fault in this module.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isSent">Whether the server may have the request.</param>
    /// <param name="timeout">The timeout, where it is over.</param>
    /// <param name="abort">Set to give up at once.</param>
    private TransportFault? FaultOf(Exception exception, bool isSent, TimeSpan? timeout, CancellationToken abort) => exception switch
    {
        ObjectDisposedException => new TransportFault(ErrorKind.Stopped, isSent, null),
        OperationCanceledException when abort.IsCancellationRequested => new TransportFault(ErrorKind.Stopped, isSent, null),
        OperationCanceledException when timeout is { } time && isSent => new TransportFault(ErrorKind.Timeout, Sent: true, InSeconds(time)),
        OperationCanceledException when timeout is { } time && time < _connectionTimeout => TransportFault.ConnectTimedOut(_route, InSeconds(time)),
        OperationCanceledException canceled when timeout is not null || canceled.InnerException is TimeoutException =>
            TransportFault.ConnectTimedOut(_route, InSeconds(_connectionTimeout)),

        // The session was closed meanwhile.
        OperationCanceledException => new TransportFault(ErrorKind.Stopped, isSent, null),
        _ when !isSent || exception is HttpRequestException or IOException or InvalidDataException or SocketException =>
            TransportFault.From(exception, _route, _certificates, isSent, InSeconds(_connectionTimeout)),
        _ => null,
    };

    private static string InSeconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", null);

    private Uri AddressOf(ApiRequest request)
    {
        if (request.Query.Length > 0)
        {
            return new Uri(_base + request.Path + request.Query);
        }

        return _addresses.TryGetValue(request.Path, out var known) ? known : _addresses.GetOrAdd(request.Path, new Uri(_base + request.Path));
    }

    private static Uri? LocationOf(HttpRequestMessage message, HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(message.RequestUri, location, out var target) && target.Scheme is "http" or "https" ? target : null;

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        if (asked is null)
        {
            return null;
        }

        if (asked.Delta is not null)
        {
            return asked.Delta;
        }

        // A date is compared with the server's own clock, where the answer shows it. It has no fractions of a second, so one
        // that is here already can mean any moment of this second.
        var wait = asked.Date - (response.Headers.Date ?? DateTimeOffset.UtcNow);
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;
    }
}
