using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace CallCenter.Core.Text;

/// <summary>
/// Masks secrets in text that is to be shown: by value (plain, URL-encoded, JSON-escaped and as base64)
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
        "(?<head>\"(?:" + SecretNames + ")\"\\s*:\\s*)(?:(?<quote>\")(?:\\\\.|[^\"\\\\])*|-?[0-9][0-9.eE+-]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex FormMember = new(
        "(?<head>\\b(?:" + SecretNames + ")=)(?<value>[^&\\s\"]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly Known[] _lasting;
    private readonly ConcurrentQueue<Known> _passing = new();

    /// <summary>A redactor.</summary>
    /// <param name="lasting">What is masked as long as this lives, however many values are remembered.</param>
    public Redactor(params Secret[] lasting)
    {
        _lasting = [.. KnownOf(lasting)];
    }

    /// <summary>Masks this value from now on, until many others have been remembered.</summary>
    public void Remember(Secret secret)
    {
        foreach (var known in KnownOf([secret]))
        {
            if (_lasting.Concat(_passing).Any(other => other.Value == known.Value))
            {
                continue;
            }

            _passing.Enqueue(known);
            while (_passing.Count > MostRemembered && _passing.TryDequeue(out _))
            {
            }
        }
    }

    /// <summary>The text without secrets.</summary>
    /// <param name="text">What is to be shown.</param>
    /// <param name="more">Secrets of this one request, such as its password.</param>
    public string Clean(string text, params Secret?[] more)
    {
        text = JsonMember.Replace(text, "${head}${quote}" + Mask);
        text = FormMember.Replace(text, "${head}" + Mask);

        // The longest first: what contains another secret would lose only that part of itself.
        foreach (var known in _lasting.Concat(_passing).Concat(KnownOf(more)).OrderByDescending(known => known.Value.Length))
        {
            text = known.Spellings.Replace(text, Mask);
        }

        return text;
    }

    private static IEnumerable<Known> KnownOf(IEnumerable<Secret?> secrets) =>
        secrets.OfType<Secret>().Select(secret => secret.Reveal()).Where(value => value.Length >= ShortestValue).Select(value => new Known(value, SpellingsOf(value)));

    private static Regex SpellingsOf(string value)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=');
        return new Regex(
            SpellingOf(value) + "|" + SpellingOf(base64) + "(?:=|%3D|\\\\+u003D)*",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>
    /// A pattern for a value however it is encoded. Encoders differ in what they escape, so each character by itself may
    /// stand as it is, be escaped as in JSON (also JSON within JSON), or be percent-encoded as in a URL.
    /// </summary>
    private static string SpellingOf(string value)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < value.Length;)
        {
            var character = value.Substring(i, char.IsSurrogatePair(value, i) ? 2 : 1);
            i += character.Length;
            pattern.Append("(?:");
            foreach (var unit in character)
            {
                pattern.Append("\\\\+u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }

            pattern.Append('|');
            foreach (var one in Encoding.UTF8.GetBytes(character))
            {
                pattern.Append('%').Append(one.ToString("x2", CultureInfo.InvariantCulture));
            }

            pattern.Append(character switch
            {
                "\\" => "|\\\\+",
                "\"" or "/" => "|\\\\+" + character,
                " " => "|\\+",
                _ => string.Empty,
            });
            pattern.Append('|').Append(Regex.Escape(character)).Append(')');
        }

        return pattern.ToString();
    }

    private sealed record Known(string Value, Regex Spellings);
}
