using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>
/// Stands between a client and a server and spoils requests on demand: the network on a bad day. It forwards bytes as they
/// are, one request at a time a connection.
/// </summary>
internal sealed class FaultProxy : IDisposable
{
    private readonly Uri _target;
    private readonly Func<int, HttpMessage, Fault> _faults;
    private readonly CancellationTokenSource _end = new();
    private readonly int _port;
    private readonly Lock _refusal = new();
    private Socket _listener;
    private int _count;
    private int _serving;
    private bool _refuses;

    /// <summary>A proxy that accepts connections.</summary>
    /// <param name="target">The server.</param>
    /// <param name="faults">What happens to the first, second, … request, counted from 1.</param>
    /// <param name="refuses">Whether connections are refused until <see cref="Listen"/>.</param>
    public FaultProxy(Uri target, Func<int, Fault> faults, bool refuses = false)
        : this(target, (number, _) => faults(number), refuses)
    {
    }

    /// <summary>A proxy that accepts connections.</summary>
    /// <param name="target">The server.</param>
    /// <param name="faults">What happens to each request, counted from 1.</param>
    /// <param name="refuses">Whether connections are refused until <see cref="Listen"/>.</param>
    public FaultProxy(Uri target, Func<int, HttpMessage, Fault> faults, bool refuses = false)
    {
        _target = target;
        _faults = faults;
        _listener = Bind(0);
        _port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        Uri = new Uri("http://127.0.0.1:" + _port);
        if (!refuses)
        {
            Listen();
        }
    }

    public Uri Uri { get; }

    /// <summary>How many requests arrived whole.</summary>
    public int RequestCount => Volatile.Read(ref _count);

    /// <summary>How many connections are open, those included whose client has gone and whose request is on its way.</summary>
    public int OpenConnections => Volatile.Read(ref _serving);

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

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static void Reset(Socket socket) => socket.LingerState = new LingerOption(true, 0);

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        Interlocked.Increment(ref _serving);
        using (client)
        using (var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                client.NoDelay = true;
                server.NoDelay = true;
                using var fromClient = new BufferedStream(new NetworkStream(client));
                while (await HttpMessage.ReadAsync(fromClient, _end.Token) is { } request)
                {
                    if (!await PassAsync(request, _faults(Interlocked.Increment(ref _count), request), client, server))
                    {
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // One of the two has gone, or the test is over.
            }
            finally
            {
                Interlocked.Decrement(ref _serving);
            }
        }
    }

    private async Task<bool> PassAsync(HttpMessage request, Fault fault, Socket client, Socket server)
    {
        if (!fault.Forwards)
        {
            if (fault.Replacement is null)
            {
                Reset(client);
            }
            else
            {
                await client.SendAsync(fault.Replacement, _end.Token);
            }

            return false;
        }

        await Task.Delay(fault.RequestDelay, _end.Token);

        if (!server.Connected)
        {
            await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
        }

        await server.SendAsync(request.Bytes, _end.Token);
        using var fromServer = new NetworkStream(server);
        var answer = await HttpMessage.ReadAsync(fromServer, _end.Token);
        if (fault.Resets || answer is null)
        {
            Reset(client);
            return false;
        }

        await Task.Delay(fault.AnswerDelay, _end.Token);
        if (fault.RefusalTime > TimeSpan.Zero)
        {
            _ = RefuseForAsync(fault.RefusalTime);
        }

        var bytes = fault.Rewritten?.Invoke(answer) ?? answer.Bytes;
        if (fault.Drips)
        {
            for (var sent = 0; sent < bytes.Length; sent++)
            {
                await client.SendAsync(bytes.AsMemory(sent, 1), _end.Token);
            }

            return true;
        }

        var length = Math.Min(fault.AnswerBytes ?? bytes.Length, bytes.Length);
        await client.SendAsync(bytes.AsMemory(0, length), _end.Token);
        return fault.AnswerBytes is null && fault.Rewritten is null && !fault.Closes;
    }

    private async Task RefuseForAsync(TimeSpan time)
    {
        lock (_refusal)
        {
            if (_refuses)
            {
                return;
            }

            _refuses = true;
            Refuse();
        }

        await Task.Delay(time);
        lock (_refusal)
        {
            _refuses = false;
            if (!_end.IsCancellationRequested)
            {
                Listen();
            }
        }
    }
}
