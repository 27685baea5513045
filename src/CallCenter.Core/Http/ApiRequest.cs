using System;
using System.Net.Http;
using System.Text.Json;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>One call of a vendor's API, before it is sent.</summary>
/// <param name="Describe">Says what it does in words, such as <c>create agent 5003 (testAgent)</c>. Called only when a message needs it.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base address, starting with a slash.</param>
internal sealed record ApiRequest(Func<string> Describe, HttpMethod Method, string Path)
{
    /// <summary>What it does in words, for messages.</summary>
    public string Operation => Describe();

    /// <summary>The body, exactly as sent; empty for none.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The Content-Type, exactly as sent; null for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The Accept header; null for none.</summary>
    public string? Accept { get; init; }

    /// <summary>The query with its question mark. It can hold a secret, so it is never shown.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>Whether sending it twice does the same as sending it once.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Whether it only reads, so that its outcome is never unknown.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>Whether a bare JSON array is a success too.</summary>
    public bool MayBeList { get; init; }

    /// <summary>The timeout of a probe, which is tried once and takes every answer as a result; null for a usual request.</summary>
    public TimeSpan? ProbeTimeout { get; init; }

    /// <summary>Where it is recorded; null for nowhere.</summary>
    public ISendRecord? Record { get; init; }

    /// <summary>Whether any 2xx without an error in it is a success, whatever its body; else it is a 200 or 201 with JSON.</summary>
    public bool NeedsNoBody { get; init; }

    /// <summary>Says in words why a success in JSON is not about what was asked for, or returns null; null where there is nothing to compare.</summary>
    public Func<JsonElement, string?>? FindMisfit { get; init; }

    /// <summary>The name of the text that says what to do when the server says that it exists already; null where that cannot be.</summary>
    public Func<string>? ConflictAdvice { get; init; }

    /// <summary>Whether it is answered by a secret, which no member of the answer may be shown for.</summary>
    public bool IsForSecret { get; init; }

    /// <summary>The secret in the body, to be masked in whatever the server sends back.</summary>
    public Secret? Secret { get; init; }
}
