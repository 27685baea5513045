using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace CallCenter.Simulator.Http;

/// <summary>A small HTTP/1.1 server on 127.0.0.1, with TLS when it has a certificate.
/// Our own, because it runs inside Windows PowerShell 5.1, where there is no Kestrel and HttpListener wants URL reservations.</summary>
internal sealed class HttpServer : IDisposable
{
    private const int Backlog = 512;

#pragma warning disable CA2213 // Stopping it is disposing of it, and all that .NET Framework has.
    private readonly TcpListener _listener;
#pragma warning restore CA2213
    private readonly X509Certificate2? _certificate;
    private readonly Func<HttpRequest, Task<HttpResponse>> _answer;
    private readonly Func<DateTimeOffset> _utcNow;
    private readonly ConcurrentDictionary<HttpConnection, bool> _connections = new();
    private volatile bool _isStopped;

    /// <summary>Starts listening.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="certificate">The certificate for TLS; null for plain HTTP.</param>
    /// <param name="answer">Answers a request. Called for many connections at once.</param>
    /// <param name="utcNow">The clock of the Date header.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public HttpServer(int port, X509Certificate2? certificate, Func<HttpRequest, Task<HttpResponse>> answer, Func<DateTimeOffset> utcNow)
    {
        _certificate = certificate;
        _answer = answer;
        _utcNow = utcNow;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(Backlog);
        var actualPort = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Uri = new UriBuilder(certificate is null ? "http" : "https", "127.0.0.1", actualPort).Uri;
        _ = Task.Run(AcceptAsync);
    }

    public Uri Uri { get; }

    public bool IsListening => !_isStopped;

    public int OpenConnections => _connections.Count;

    /// <summary>Stops listening and closes every connection, answered or not, as when a server dies.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _listener.Stop();
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_isStopped)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The server was stopped, which ends the loop; or a waiting client gave up, or no descriptor is left, which passes.
                await Task.Delay(10).ConfigureAwait(false);
                continue;
            }

            var connection = new HttpConnection(socket, _certificate, _answer, _utcNow);
            _connections[connection] = true;
            _ = Task.Run(() => ServeAsync(connection));
        }
    }

    private async Task ServeAsync(HttpConnection connection)
    {
        // Accepted while Dispose went through the list.
        if (_isStopped)
        {
            connection.Dispose();
        }

        try
        {
            await connection.ServeAsync().ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }
}
