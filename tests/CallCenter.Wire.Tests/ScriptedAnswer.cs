using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>What a <see cref="ScriptedServer"/> does with a request that has arrived whole.</summary>
/// <param name="Play">Does it; returns whether the connection stays open.</param>
internal sealed record ScriptedAnswer(Func<Stream, Socket, CancellationToken, Task<bool>> Play)
{
    /// <summary>Takes the request and never says anything.</summary>
    public static ScriptedAnswer Hang { get; } = new(async (_, _, cancellation) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return false;
    });

    /// <summary>Closes the connection without an answer.</summary>
    public static ScriptedAnswer Close { get; } = new((_, _, _) => Task.FromResult(false));

    /// <summary>Resets the connection without an answer.</summary>
    public static ScriptedAnswer Reset { get; } = new((_, socket, _) =>
    {
        socket.LingerState = new LingerOption(true, 0);
        return Task.FromResult(false);
    });

    /// <summary>Exactly these bytes.</summary>
    public static ScriptedAnswer Bytes(byte[] bytes) => new(async (stream, _, cancellation) =>
    {
        await stream.WriteAsync(bytes, cancellation);
        return true;
    });

    /// <summary>Exactly these bytes, and then the connection closes.</summary>
    public static ScriptedAnswer BytesAndClose(byte[] bytes) => new(async (stream, _, cancellation) =>
    {
        await stream.WriteAsync(bytes, cancellation);
        return false;
    });

    /// <summary>These bytes, one by one.</summary>
    public static ScriptedAnswer Drip(byte[] bytes, TimeSpan pause) => new(async (stream, _, cancellation) =>
    {
        foreach (var one in bytes)
        {
            await stream.WriteAsync(new[] { one }, cancellation);
            await Task.Delay(pause, cancellation);
        }

        return true;
    });

    /// <summary>An answer with a body and the headers given, each with its line end.</summary>
    public static ScriptedAnswer Of(int status, string body = "", string headers = "Content-Type: application/json;charset=UTF-8\r\n") =>
        Bytes(BytesOf(status, body, headers));

    /// <summary>The bytes of <see cref="Of"/>.</summary>
    public static byte[] BytesOf(int status, string body = "", string headers = "Content-Type: application/json;charset=UTF-8\r\n")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var length = status == 204 ? string.Empty : $"Content-Length: {bytes.Length}\r\n";
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Whatever\r\n{headers}{length}\r\n"), .. bytes];
    }
}
