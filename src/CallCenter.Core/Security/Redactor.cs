using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace CallCenter.Core.Security;

/// <summary>
/// Masks secrets in text that is to be shown: by value (in plain, URL-encoded, JSON-escaped and base64 form)
/// and by the name they stand under, since a server may send back a secret that this process never knew.
/// </summary>
public sealed class Redactor
{
    internal const string Mask = "********";

    // A shorter value would mask half of any text, and no secret of either vendor is that short.
    private const int ShortestValue = 4;

    // A long run renews its token many times; the old ones are no longer worth masking.
    private const int MostRemembered = 64;

    private const string SecretNames = "password|passwd|pwd|token|appSecret|secret|sessionId|webkey|authorization|authentication";

    private static readonly Regex JsonMember = new(
        "(?<head>\"(?:" + SecretNames + ")\"\\s*:\\s*\")(?<value>(?:\\\\.|[^\"\\\\])*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex FormMember = new(
        "(?<head>\\b(?:" + SecretNames + ")=)(?<value>[^&\\s\"]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly ConcurrentQueue<string[]> _known = new();

    /// <summary>Masks this value from now on.</summary>
    public void Remember(Secret secret)
    {
        var forms = FormsOf(secret.Reveal());
        if (forms.Length == 0 || _known.Any(known => known[0] == forms[0]))
        {
            return;
        }

        _known.Enqueue(forms);
        while (_known.Count > MostRemembered && _known.TryDequeue(out _))
        {
        }
    }

    /// <summary>The text without secrets.</summary>
    /// <param name="text">What is to be shown.</param>
    /// <param name="more">Secrets of this one request, such as its password.</param>
    public string Clean(string text, params Secret?[] more)
    {
        text = JsonMember.Replace(text, "${head}" + Mask);
        text = FormMember.Replace(text, "${head}" + Mask);
        foreach (var forms in _known.Concat(more.Where(secret => secret is not null).Select(secret => FormsOf(secret!.Reveal()))))
        {
            foreach (var form in forms)
            {
                text = Replace(text, form);
            }
        }

        return text;
    }

    private static string[] FormsOf(string value)
    {
        if (value.Length < ShortestValue)
        {
            return [];
        }

        var forms = new List<string>
        {
            value,
            Uri.EscapeDataString(value),
            WebUtility(value),
            JavaScriptEncoder.Default.Encode(value),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
        };
        return [.. forms.Distinct(StringComparer.Ordinal)];
    }

    private static string WebUtility(string value) => System.Net.WebUtility.UrlEncode(value);

    private static string Replace(string text, string form)
    {
#if NET
        return text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
#else
        return Regex.Replace(text, Regex.Escape(form), Mask, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
#endif
    }
}
