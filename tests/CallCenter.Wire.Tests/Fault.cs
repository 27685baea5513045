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

    public bool Forwards { get; private init; } = true;

    public bool Resets { get; private init; }

    public int? AnswerBytes { get; private init; }

    public TimeSpan AnswerDelay { get; private init; }
}
