using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace CallCenter.Simulator.Http;

/// <summary>A complete request, as it arrived.</summary>
public sealed class HttpRequest
{
    /// <summary>Decodes the target.</summary>
    /// <exception cref="FormatException">The target is malformed.</exception>
    internal HttpRequest(string method, string target, HttpHeaders headers, byte[] body)
    {
        Method = method;
        Target = target;
        Headers = headers;
        Body = body;
        var question = target.IndexOf('?');
        Path = UrlEncoded.Decode(question < 0 ? target : target.Substring(0, question), plusIsSpace: false);
        Query = question < 0 ? [] : UrlEncoded.Parse(target.Substring(question + 1));
    }

    /// <summary>The method, such as <c>POST</c>.</summary>
    public string Method { get; }

    /// <summary>Path and query exactly as sent, still encoded.</summary>
    public string Target { get; }

    /// <summary>The path, decoded, without the query.</summary>
    public string Path { get; }

    /// <summary>The names and values of the query, decoded, in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>The header fields.</summary>
    public HttpHeaders Headers { get; }

    /// <summary>The body, without the framing of a chunked one; empty when there is none.</summary>
    public byte[] Body { get; }

    /// <summary>Whether it came to the phone system's port; otherwise it came to the tenant's.</summary>
    public bool ToPhoneSystem { get; internal set; }

    /// <summary>Whether the client wants the connection closed after the answer.</summary>
    internal bool Closes => Headers["Connection"]?.IndexOf("close", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether the body is announced as a media type in UTF-8.</summary>
    internal bool IsUtf8Of(string mediaType, bool mayOmitCharset)
    {
        var parts = (Headers["Content-Type"] ?? "").Split(';');
        return Is(parts[0], mediaType) && parts.Length switch
        {
            1 => mayOmitCharset,
            2 => Is(parts[1], "charset=utf-8"),
            _ => false,
        };

        static bool Is(string part, string expected) => part.Trim(' ').Equals(expected, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>The header fields of a message, in the order in which they were sent, with their names as they were sent.</summary>
public sealed class HttpHeaders : ReadOnlyCollection<KeyValuePair<string, string>>
{
    internal HttpHeaders(IList<KeyValuePair<string, string>> fields)
        : base(fields)
    {
    }

    /// <summary>The value of a header field, whatever the case of its name; null when it was not sent.
    /// Several fields of one name are joined with a comma, as HTTP defines it.</summary>
    /// <param name="name">The name of the header field.</param>
    public string? this[string name]
    {
        get
        {
            string? value = null;
            foreach (var field in this)
            {
                if (field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    value = value is null ? field.Value : value + ", " + field.Value;
                }
            }

            return value;
        }
    }
}
