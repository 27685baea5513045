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

    /// <summary>Whether any 2xx without an error in it is a success, whatever its body; otherwise only a 200 or 201 with JSON is.</summary>
    public bool NeedsNoBody { get; init; }

    /// <summary>Says why a JSON answer is not about what the request asked for, or returns null if it is; null where there is nothing to compare.</summary>
    public Func<JsonElement, string?>? FindMismatch { get; init; }

    /// <summary>The text that says what to do when the server answers that it exists already; null where that cannot happen.</summary>
    public Func<string>? ConflictAdvice { get; init; }

    /// <summary>Whether the answer holds a secret, so that none of its members may be shown.</summary>
    public bool IsForSecret { get; init; }

    /// <summary>The secret in the body, to be masked in whatever the server sends back.</summary>
    public Secret? Secret { get; init; }
}
