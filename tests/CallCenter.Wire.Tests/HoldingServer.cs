using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>A server that holds every request until the test answers it, so that a test knows what is in flight.</summary>
internal sealed class HoldingServer : IDisposable
{
    private readonly ConcurrentQueue<TaskCompletionSource<ScriptedAnswer>> _held = new();
    private readonly ScriptedServer _server;

    public HoldingServer()
    {
        _server = new ScriptedServer(record: false, new ScriptedAnswer(async (stream, socket, cancellation) =>
        {
            var answer = new TaskCompletionSource<ScriptedAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Enqueue(answer);
            return await (await answer.Task.WaitAsync(cancellation)).Play(stream, socket, cancellation);
        }));
    }

    public Uri Uri => _server.Uri;

    /// <summary>How many requests arrived whole.</summary>
    public int RequestCount => _server.RequestCount;

    /// <summary>How many of them are not answered yet.</summary>
    public int Held => _held.Count;

    /// <summary>Waits until it holds so many requests, and no more.</summary>
    public async Task HoldsAsync(int count)
    {
        await Wire.UntilAsync(() => Held >= count);
        Assert.Equal(count, Held);
    }

    /// <summary>Answers as many as it holds, or the first few of them.</summary>
    public void Answer(ScriptedAnswer answer, int most = int.MaxValue)
    {
        for (var left = most; left > 0 && _held.TryDequeue(out var request); left--)
        {
            request.SetResult(answer);
        }
    }

    public void Dispose() => _server.Dispose();
}
