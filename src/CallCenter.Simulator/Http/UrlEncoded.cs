using System;
using System.Collections.Generic;
using System.Text;

namespace CallCenter.Simulator.Http;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> text, of a form or of a query, without guessing:
/// a lone <c>%</c>, bytes that are no UTF-8 and characters that a URL cannot hold are refused.</summary>
internal static class UrlEncoded
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The fields in the order sent.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in text.Split('&'))
        {
            var equals = field.IndexOf('=');
            fields.Add(equals < 0
                ? new(Decode(field, plusIsSpace: true), "")
                : new(Decode(field.Substring(0, equals), plusIsSpace: true), Decode(field.Substring(equals + 1), plusIsSpace: true)));
        }

        return fields;
    }

    /// <summary>Undoes percent encoding.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static string Decode(string text, bool plusIsSpace)
    {
        var bytes = new byte[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is <= ' ' or '#' or >= '\x7f')
            {
                throw new FormatException("a character that must be percent-encoded");
            }

            if (c == '%')
            {
                if (i + 2 >= text.Length || !Uri.IsHexDigit(text[i + 1]) || !Uri.IsHexDigit(text[i + 2]))
                {
                    throw new FormatException("'%' must be followed by two hexadecimal digits");
                }

                bytes[count++] = (byte)((Uri.FromHex(text[i + 1]) << 4) | Uri.FromHex(text[i + 2]));
                i += 2;
            }
            else
            {
                bytes[count++] = c == '+' && plusIsSpace ? (byte)' ' : (byte)c;
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("not UTF-8");
        }
    }
}
