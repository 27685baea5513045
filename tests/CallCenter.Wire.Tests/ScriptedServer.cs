using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>A server that says what it is told to say: the first answer to the first request, and the last one to all that follow.</summary>
internal sealed class ScriptedServer : LoopbackServer
{
    private readonly ScriptedAnswer[] _answers;
    private readonly bool _record;
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
        Listen();
    }

    /// <summary>The requests that arrived whole.</summary>
    public IReadOnlyList<HttpMessage> Requests => [.. _requests];

    /// <summary>How many requests arrived whole.</summary>
    public int RequestCount => Volatile.Read(ref _count);

    protected override async Task ServeAsync(Socket client, CancellationToken end)
    {
        using var stream = new NetworkStream(client);
        using var buffered = new BufferedStream(stream);
        while (await HttpMessage.ReadAsync(buffered, end) is { } request)
        {
            var number = Interlocked.Increment(ref _count);
            if (_record)
            {
                _requests.Enqueue(request);
            }

            if (!await _answers[Math.Min(number, _answers.Length) - 1].Play(stream, client, end))
            {
                return;
            }
        }
    }
}
