using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CallCenter.Wire.Tests;

/// <summary>The ways in which a value may turn up in a text.</summary>
internal static class SecretForms
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Plain, URL-encoded, JSON-escaped and base64, by the habits of several encoders.</summary>
    public static IReadOnlyList<string> Of(string value) =>
    [
        .. new[]
        {
            value,
            Uri.EscapeDataString(value),
            WebUtility.UrlEncode(value),
            JsonSerializer.Serialize(value)[1..^1],
            JsonSerializer.Serialize(value, Relaxed)[1..^1],
            Php(value),

            // A message that quotes a JSON text, and is itself in one.
            JsonSerializer.Serialize(JsonSerializer.Serialize(value)[1..^1])[1..^1],
            JsonSerializer.Serialize(JsonSerializer.Serialize(value, Relaxed)[1..^1], Relaxed)[1..^1],
            Php(Php(value)),
            Base64(value),
            Uri.EscapeDataString(Base64(value)),
            Php(Base64(value)),
            Base64(value).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            Uri.EscapeDataString(Uri.EscapeDataString(value)),
            WebUtility.HtmlEncode(value),
            Php(WebUtility.HtmlEncode(value)),
        }.Distinct(),
    ];

    private static string Base64(string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));

    private static string Php(string value) => string.Concat(value.Select(character => character switch
    {
        '"' or '\\' or '/' => "\\" + character,
        < ' ' or > '~' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
        _ => character.ToString(),
    }));
}
