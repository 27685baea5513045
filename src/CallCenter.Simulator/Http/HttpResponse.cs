using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CallCenter.Simulator.Http;

/// <summary>An answer. The server adds <c>Date</c> and <c>Content-Length</c> unless <see cref="Headers"/> has its own.</summary>
public sealed class HttpResponse
{
    // The vendors send their Chinese messages as they are, not escaped.
    private static readonly JsonWriterOptions RawUtf8 = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An answer with a body as it is.</summary>
    /// <param name="status">The status code, 100 to 999.</param>
    /// <param name="body">The body; null for an empty one.</param>
    public HttpResponse(int status, byte[]? body = null)
    {
        Status = status;
        Body = body ?? [];
    }

    /// <summary>The status code.</summary>
    public int Status { get; }

    /// <summary>The reason phrase; null for the usual one.</summary>
    public string? Reason { get; set; }

    /// <summary>The header fields, in order. A <c>Content-Length</c> given here is sent even where it is wrong,
    /// and the connection then closes: a body cut short.</summary>
    public IList<KeyValuePair<string, string>> Headers { get; } = new List<KeyValuePair<string, string>>();

    /// <summary>The body; empty when there is none.</summary>
    public byte[] Body { get; }

    /// <summary>How long this answer waits, beyond <see cref="SimulatorOptions.Latency"/>.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether the connection closes without an answer.</summary>
    internal bool IsLost { get; private set; }

    /// <summary>No answer at all: the connection closes, and the client cannot know what became of its request.</summary>
    /// <returns>The answer that is not sent.</returns>
    public static HttpResponse Lost() => new(500) { IsLost = true };

    /// <summary>A JSON answer.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="json">The JSON text.</param>
    /// <returns>The answer.</returns>
    public static HttpResponse Json(int status, string json) => Json(status, Encoding.UTF8.GetBytes(json));

    /// <summary>A JSON answer, written by a function.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="write">Writes one JSON value.</param>
    /// <returns>The answer.</returns>
    public static HttpResponse Json(int status, Action<Utf8JsonWriter> write)
    {
        if (write is null)
        {
            throw new ArgumentNullException(nameof(write));
        }

        using var stream = new MemoryStream(512);
        using (var writer = new Utf8JsonWriter(stream, RawUtf8))
        {
            write(writer);
        }

        return Json(status, stream.ToArray());
    }

    /// <summary>A JSON answer: one object of strings.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="properties">The names and values.</param>
    /// <returns>The answer.</returns>
    public static HttpResponse Json(int status, params (string Name, string Value)[] properties) => Json(status, json => WriteTexts(json, properties));

    /// <summary>Adds a header field.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>This answer.</returns>
    public HttpResponse With(string name, string value)
    {
        Headers.Add(new(name, value));
        return this;
    }

    /// <summary>Writes an object of strings.</summary>
    internal static void WriteTexts(Utf8JsonWriter json, params (string Name, string Value)[] properties)
    {
        json.WriteStartObject();
        foreach (var (name, value) in properties)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static HttpResponse Json(int status, byte[] body) =>
        new HttpResponse(status, body).With("Content-Type", "application/json;charset=UTF-8");
}

/// <summary>A request is refused: <see cref="Status"/> is the HTTP status, the message goes into the body.</summary>
internal sealed class RefusalException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
