using System;
using System.Text;
using System.Text.Json;

namespace CallCenter.Core.Http;

/// <summary>What a server answered, read whole.</summary>
internal sealed class ApiAnswer
{
    // The phone system's own examples have comments and trailing commas.
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly byte[] _body;

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

    public bool IsEmpty => _body.Length == 0;

    public string Text => Encoding.UTF8.GetString(_body);

    /// <summary>The body as a JSON object that the caller disposes of; null when it is anything else.</summary>
    public JsonDocument? ReadObject()
    {
        try
        {
            // A byte order mark is allowed by no one and sent by some. And what is no UTF-8 spoils a few characters here,
            // where reading the bytes themselves would fail on every text that has one.
            var document = JsonDocument.Parse(Text.TrimStart('\uFEFF'), Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
        }

        return null;
    }
}
