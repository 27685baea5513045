using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>A server on a free port of this machine, which serves every connection by itself until it is disposed of.</summary>
internal abstract class LoopbackServer : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly int _port;
    private Socket _listener = Bind(0);
    private int _open;

    /// <summary>A server that refuses connections until <see cref="Listen"/>.</summary>
    protected LoopbackServer()
    {
        _port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        Uri = new Uri("http://127.0.0.1:" + _port);
    }

    public Uri Uri { get; }

    /// <summary>How many connections are open, those included whose client has gone and whose request is on its way.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>Accepts connections from now on.</summary>
    public void Listen()
    {
        // A port that is bound and not listened on is refused, and nobody else can have it meanwhile.
        _listener.Listen(512);
        _ = AcceptAsync(_listener);
    }

    /// <summary>Refuses connections from now on. Those that exist go on.</summary>
    public void Refuse()
    {
        _listener.Dispose();
        _listener = Bind(_port);
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    /// <summary>Serves one connection, which is closed when this ends or fails.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="end">Set when the server is disposed of.</param>
    protected abstract Task ServeAsync(Socket client, CancellationToken end);

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                _ = HandleAsync(await listener.AcceptAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task HandleAsync(Socket client)
    {
        Interlocked.Increment(ref _open);
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await ServeAsync(client, _end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
            {
                // The other side has gone, or the test is over.
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }
    }
}
