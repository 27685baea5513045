using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>The complete answer of a server.</summary>
internal sealed class ApiAnswer(int status, byte[] body, DateTimeOffset? date, TimeSpan? retryAfter) : IDisposable
{
    private const int MaxNameLength = 40;

    // Servers that document their answers with comments and trailing commas may send them, too.
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private JsonDocument? _document;

    public int Status => status;

    /// <summary>The server's clock, from the Date header.</summary>
    public DateTimeOffset? Date => date;

    /// <summary>How long the server asks to wait; null when it does not ask, zero when it does not say how long.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Where a redirect leads, as an absolute address; null where the server does not say.</summary>
    public Uri? Location { get; init; }

    public bool IsEmpty => body.Length == 0;

    public bool IsWebPage => Text.TrimStart().StartsWith("<", StringComparison.Ordinal);

    public string Text => Encoding.UTF8.GetString(body);

    /// <summary>The names of the object's members, with masks for their values; empty when it is no object.</summary>
    public string MemberNames => Object is not { } members ? string.Empty
        : "{" + string.Join(",", members.EnumerateObject().Select(member => $"\"{Excerpt.Of(JsonFields.NameOf(member) ?? string.Empty, MaxNameLength)}\":\"{Redactor.Mask}\"")) + "}";

    /// <summary>The body as a JSON object, read once; null when it is anything else.</summary>
    public JsonElement? Object => Root(JsonValueKind.Object);

    /// <summary>The body as a JSON array, read once; null when it is anything else.</summary>
    public JsonElement? List => Root(JsonValueKind.Array);

    /// <summary>Why the body is not the JSON object that the vendor documents, in words.</summary>
    public string DescribeNotJson()
    {
        if (IsEmpty)
        {
            return Messages.NotJsonEmpty;
        }

        return IsWebPage ? Messages.NotJsonHtml : Messages.NotJsonOther;
    }

    public void Dispose() => _document?.Dispose();

    private JsonElement? Root(JsonValueKind kind)
    {
        _document ??= Read();
        return _document?.RootElement is { } root && root.ValueKind == kind ? root : null;
    }

    private JsonDocument? Read()
    {
        try
        {
            // No standard allows a byte order mark and some servers send one. Bytes that are not UTF-8 spoil only a few characters
            // this way; parsing the bytes themselves would fail on every text that contains one.
            return IsPlainUtf8() ? JsonDocument.Parse(body, Lenient) : JsonDocument.Parse(Text.TrimStart('\uFEFF'), Lenient);
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
            Strict.GetCharCount(body);
            return body.Length == 0 || body[0] != 0xEF;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
