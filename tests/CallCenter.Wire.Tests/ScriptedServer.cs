using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>A server that says what it is told to say: the first answer to the first request, and the last one to all that follow.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly ScriptedAnswer[] _answers;
    private readonly bool _record;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<HttpMessage> _requests = new();
    private int _count;

    public ScriptedServer(params ScriptedAnswer[] answers)
        : this(record: true, answers)
    {
    }

    /// <summary>A server.</summary>
    /// <param name="record">Whether the requests are kept.</param>
    /// <param name="answers">What it says.</param>
    public ScriptedServer(bool record, params ScriptedAnswer[] answers)
    {
        _record = record;
        _answers = answers;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        Uri = new Uri("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndPoint!).Port);
        _ = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>The requests that arrived whole.</summary>
    public IReadOnlyList<HttpMessage> Requests => [.. _requests];

    /// <summary>How many requests arrived whole.</summary>
    public int RequestCount => Volatile.Read(ref _count);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                using var stream = new NetworkStream(socket);
                using var buffered = new BufferedStream(stream);
                while (await HttpMessage.ReadAsync(buffered, _end.Token) is { } request)
                {
                    var number = Interlocked.Increment(ref _count);
                    if (_record)
                    {
                        _requests.Enqueue(request);
                    }

                    if (!await _answers[Math.Min(number, _answers.Length) - 1].Play(stream, socket, _end.Token))
                    {
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }
}
