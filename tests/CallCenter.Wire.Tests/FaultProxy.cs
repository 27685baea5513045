using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>
/// Stands between a client and a server and spoils requests on demand: the network on a bad day. It forwards bytes as they
/// are, one request at a time a connection.
/// </summary>
internal sealed class FaultProxy : LoopbackServer
{
    private readonly Uri _target;
    private readonly Func<int, HttpMessage, Fault> _faults;
    private readonly Lock _refusal = new();
    private int _count;
    private bool _refuses;

    /// <summary>A proxy that accepts connections.</summary>
    /// <param name="target">The server.</param>
    /// <param name="faults">What happens to the first, second, … request, counted from 1.</param>
    /// <param name="refuses">Whether connections are refused until <see cref="LoopbackServer.Listen"/>.</param>
    public FaultProxy(Uri target, Func<int, Fault> faults, bool refuses = false)
        : this(target, (number, _) => faults(number), refuses)
    {
    }

    /// <summary>A proxy that accepts connections.</summary>
    /// <param name="target">The server.</param>
    /// <param name="faults">What happens to each request, counted from 1.</param>
    /// <param name="refuses">Whether connections are refused until <see cref="LoopbackServer.Listen"/>.</param>
    public FaultProxy(Uri target, Func<int, HttpMessage, Fault> faults, bool refuses = false)
    {
        _target = target;
        _faults = faults;
        if (!refuses)
        {
            Listen();
        }
    }

    /// <summary>How many requests arrived whole.</summary>
    public int RequestCount => Volatile.Read(ref _count);

    protected override async Task ServeAsync(Socket client, CancellationToken end)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var fromClient = new BufferedStream(new NetworkStream(client));
        while (await HttpMessage.ReadAsync(fromClient, end) is { } request)
        {
            if (!await PassAsync(request, _faults(Interlocked.Increment(ref _count), request), client, server, end))
            {
                return;
            }
        }
    }

    private static void Reset(Socket socket) => socket.LingerState = new LingerOption(true, 0);

    private async Task<bool> PassAsync(HttpMessage request, Fault fault, Socket client, Socket server, CancellationToken end)
    {
        if (!fault.Forwards)
        {
            if (fault.Replacement is null)
            {
                Reset(client);
            }
            else
            {
                await client.SendAsync(fault.Replacement, end);
            }

            return false;
        }

        await Task.Delay(fault.RequestDelay, end);

        if (!server.Connected)
        {
            await server.ConnectAsync(_target.Host, _target.Port, end);
        }

        await server.SendAsync(request.Bytes, end);
        using var fromServer = new NetworkStream(server);
        var answer = await HttpMessage.ReadAsync(fromServer, end);
        if (fault.Resets || answer is null)
        {
            Reset(client);
            return false;
        }

        await Task.Delay(fault.AnswerDelay, end);
        if (fault.RefusalTime > TimeSpan.Zero)
        {
            _ = RefuseForAsync(fault.RefusalTime, end);
        }

        var bytes = fault.Rewritten?.Invoke(answer) ?? answer.Bytes;
        if (fault.Drips)
        {
            for (var sent = 0; sent < bytes.Length; sent++)
            {
                await client.SendAsync(bytes.AsMemory(sent, 1), end);
            }

            return true;
        }

        var length = Math.Min(fault.AnswerBytes ?? bytes.Length, bytes.Length);
        await client.SendAsync(bytes.AsMemory(0, length), end);
        return fault.AnswerBytes is null && fault.Rewritten is null && !fault.Closes;
    }

    private async Task RefuseForAsync(TimeSpan time, CancellationToken end)
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

        await Task.Delay(time, end);
        lock (_refusal)
        {
            _refuses = false;
            Listen();
        }
    }
}
