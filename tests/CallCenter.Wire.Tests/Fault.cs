using System;

namespace CallCenter.Wire.Tests;

/// <summary>What a <see cref="FaultProxy"/> does to one request or its answer.</summary>
internal sealed record Fault
{
    /// <summary>Request and answer pass.</summary>
    public static Fault None { get; } = new();

    /// <summary>The request does not reach the server; the client's connection is reset.</summary>
    public static Fault ResetBeforeForwarding { get; } = new() { Forwards = false, Resets = true };

    /// <summary>The server does what it was asked, and the client's connection is reset instead of the answer.</summary>
    public static Fault ResetAfterForwarding { get; } = new() { Resets = true };

    /// <summary>The server does what it was asked, and the client gets only so many bytes of the answer before the connection closes.</summary>
    public static Fault CutAnswerAfter(int bytes) => new() { AnswerBytes = bytes };

    /// <summary>The server does what it was asked, and its answer waits.</summary>
    public static Fault Delay(TimeSpan time) => new() { AnswerDelay = time };

    /// <summary>The request does not reach the server; the client gets these bytes instead of an answer, and the connection closes.</summary>
    public static Fault Instead(byte[] answer) => new() { Forwards = false, Replacement = answer };

    /// <summary>The server does what it was asked, and the client gets what becomes of the answer; then the connection closes.</summary>
    public static Fault Rewrite(Func<HttpMessage, byte[]> answer) => new() { Rewritten = answer };

    /// <summary>The request waits before it reaches the server.</summary>
    public static Fault DelayRequest(TimeSpan time) => new() { RequestDelay = time };

    /// <summary>The answer comes byte by byte.</summary>
    public static Fault Drip { get; } = new() { Drips = true };

    /// <summary>The answer passes, and the connection closes.</summary>
    public static Fault CloseAfterAnswer { get; } = new() { Closes = true };

    /// <summary>The answer passes, the connection closes, and for this time no other is accepted.</summary>
    public static Fault RefuseFor(TimeSpan time) => new() { Closes = true, RefusalTime = time };

    public bool Forwards { get; private init; } = true;

    public byte[]? Replacement { get; private init; }

    public Func<HttpMessage, byte[]>? Rewritten { get; private init; }

    public TimeSpan RequestDelay { get; private init; }

    public bool Drips { get; private init; }

    public bool Closes { get; private init; }

    public TimeSpan RefusalTime { get; private init; }

    public bool Resets { get; private init; }

    public int? AnswerBytes { get; private init; }

    public TimeSpan AnswerDelay { get; private init; }
}
