using System;
using System.Text;
using System.Text.Json;

namespace CallCenter.Core.Http;

/// <summary>What a server answered, read whole.</summary>
internal sealed class ApiAnswer : IDisposable
{
    // The phone system's own examples have comments and trailing commas.
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _body;
    private JsonDocument? _document;

    public ApiAnswer(int status, byte[] body, DateTimeOffset? date, TimeSpan? retryAfter)
    {
        Status = status;
        Date = date;
        RetryAfter = retryAfter;
        _body = body;
    }

    public int Status { get; }

    /// <summary>The server's clock, from the Date header.</summary>
    public DateTimeOffset? Date { get; }

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the server did not process the request, and would perhaps later: 429, or 503 with a Retry-After.</summary>
    public bool IsPutOff => Status == 429 || (Status == 503 && RetryAfter is not null);

    /// <summary>Whether the server says how long to wait, at least a second.</summary>
    public bool SaysHowLong => RetryAfter > TimeSpan.Zero;

    public bool IsEmpty => _body.Length == 0;

    public bool IsWebPage => Text.TrimStart().StartsWith("<", StringComparison.Ordinal);

    public string Text => Encoding.UTF8.GetString(_body);

    /// <summary>The body as a JSON object, read once; null when it is anything else.</summary>
    public JsonElement? Object
    {
        get
        {
            _document ??= Read();
            return _document?.RootElement is { ValueKind: JsonValueKind.Object } root ? root : null;
        }
    }

    public void Dispose() => _document?.Dispose();

    private JsonDocument? Read()
    {
        try
        {
            // A byte order mark is allowed by no one and sent by some. And what is no UTF-8 spoils a few characters of a text,
            // where reading the bytes themselves would fail on every text that has one.
            return IsPlainUtf8() ? JsonDocument.Parse(_body, Lenient) : JsonDocument.Parse(Text.TrimStart('\uFEFF'), Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsPlainUtf8()
    {
        try
        {
            Strict.GetCharCount(_body);
            return _body.Length == 0 || _body[0] != 0xEF;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
