using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace CallCenter.Core.Text;

/// <summary>
/// Masks secrets in text that is to be shown: by value (plain, as base64, and escaped for JSON, a URL or HTML) and by the name they
/// stand under, since a server may send back a secret that this process never knew. Takes time linear in the text.
/// </summary>
public sealed class Redactor
{
    internal const string Mask = "********";

    /// <summary>As much of a text as is looked at, and shown: nobody reads more.</summary>
    internal const int MaxTextLength = 65_536;

    // A shorter value would mask half of any text, and no secret of either vendor is that short.
    private const int MinValueLength = 4;

    // The number of a queue can be the same as a short secret by chance.
    private const int MinLengthInField = 8;

    // A long run renews its token many times; the old ones are no longer worth masking.
    private const int MaxRemembered = 64;

    private const int MaxEscapeLength = 12;

    private const string SecretNames = "password|passwd|pwd|token|appSecret|secret|sessionId|webkey|authorization|authentication";

    // Nothing in them is tried twice.
    private static readonly Regex JsonMember = new(
        "(?<head>\"(?:" + SecretNames + ")\"(?>\\s*):(?>\\s*))(?>(?<quote>\")(?>(?:\\\\.|[^\"\\\\])*)|-?[0-9][0-9.eE+-]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex FormMember = new(
        "(?<head>\\b(?:" + SecretNames + ")=)(?>[^&\\s\"]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly KnownSecret[] _lasting;
    private readonly object _gate = new();

    // Replaced as a whole, so that the many threads that read it need no lock.
    private volatile KnownSecret[] _passing = [];

    /// <summary>A redactor.</summary>
    /// <param name="lasting">What is masked as long as this lives, however many values are remembered.</param>
    public Redactor(params Secret?[] lasting)
    {
        _lasting = [.. KnownOf(lasting)];
    }

    /// <summary>Masks this value from now on, until many others have been remembered.</summary>
    public void Remember(Secret secret)
    {
        var value = secret.Reveal();
        lock (_gate)
        {
            if (value.Length < MinValueLength || _lasting.Concat(_passing).Any(other => other.Value == value))
            {
                return;
            }

            _passing = [.. _passing.Skip(_passing.Length + 1 - MaxRemembered), secret.Known];
        }
    }

    /// <summary>The text without secrets.</summary>
    /// <param name="text">What is to be shown. Of more than 65,536 characters, the beginning.</param>
    /// <param name="more">Secrets of this one request, such as its password.</param>
    public string Clean(string text, params Secret?[] more)
    {
        var isCut = text.Length > MaxTextLength;
        text = isCut ? Beginning(text) : text;
        text = JsonMember.Replace(text, "${head}${quote}" + Mask);
        text = FormMember.Replace(text, "${head}" + Mask);
        text = Clean(text, isCut, _lasting.Concat(_passing).Concat(KnownOf(more)));
        return isCut ? text + "…" : text;
    }

    /// <summary>One field of an answer without the secrets of this session and of the request that would be no accident.</summary>
    /// <param name="text">The field. Of more than 65,536 characters, the beginning.</param>
    /// <param name="own">The secret of the request.</param>
    internal string CleanField(string text, Secret? own = null)
    {
        if (text.Length < MinLengthInField || (text.Length <= MaxTextLength && UnescapedText.IsPlain(text) && !IsInPlain(text, own)))
        {
            return text;
        }

        var isCut = text.Length > MaxTextLength;
        return Clean(isCut ? Beginning(text) : text, isCut, _lasting.Concat(_passing).Concat(KnownOf([own])).Where(known => known.Value.Length >= MinLengthInField));
    }

    // Nearly every field of every answer is such a text without a secret, and is not searched any further.
    private bool IsInPlain(string text, Secret? own) =>
        own?.Known.IsInPlain(text) == true || IsAnyInPlain(text, _lasting) || IsAnyInPlain(text, _passing);

    private static bool IsAnyInPlain(string text, KnownSecret[] secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.IsInPlain(text))
            {
                return true;
            }
        }

        return false;
    }

    private static string Clean(string text, bool isCut, IEnumerable<KnownSecret> secrets)
    {
        var places = new List<(int Start, int End)>();
        var decoded = UnescapedText.Of(text);
        var asItIs = UnescapedText.HasEscapes(text) ? UnescapedText.AsItIs(text) : null;
        foreach (var secret in secrets)
        {
            secret.Find(decoded, asItIs, isCut, places);
        }

        return places.Count == 0 ? text : Masked(text, places);
    }

    /// <summary>The text with a mask in place of each secret; where two overlap, one of both.</summary>
    private static string Masked(string text, List<(int Start, int End)> places)
    {
        places.Sort();
        var masked = new StringBuilder();
        var shown = 0;
        for (var i = 0; i < places.Count;)
        {
            var (start, end) = places[i];
            for (i++; i < places.Count && places[i].Start < end; i++)
            {
                end = places[i].End > end ? places[i].End : end;
            }

            masked.Append(text, shown, start - shown).Append(Mask);
            shown = end;
        }

        return masked.Append(text, shown, text.Length - shown).ToString();
    }

    /// <summary>The beginning of a long text, which does not end within an escape.</summary>
    private static string Beginning(string text)
    {
        var length = MaxTextLength;
        for (var i = MaxTextLength - MaxEscapeLength; i < length; i++)
        {
            if (text[i] is '\\' or '%' or '&' || char.IsHighSurrogate(text[i]))
            {
                length = i;
            }
        }

        return text.Substring(0, length);
    }

    private static IEnumerable<KnownSecret> KnownOf(IEnumerable<Secret?> secrets) =>
        secrets.OfType<Secret>().Where(secret => secret.Reveal().Length >= MinValueLength).Select(secret => secret.Known);
}
