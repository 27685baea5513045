using System;
using System.Collections.Generic;
using System.Text;

namespace CallCenter.Core.Text;

/// <summary>A secret to be found in texts, as it is and as base64, in time linear in the text.</summary>
internal sealed class KnownSecret
{
    private readonly Spelling[] _decoded;
    private readonly Spelling[] _asItIs;

    public KnownSecret(string value)
    {
        Value = value;
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=');
        var base64InUrl = base64.Replace('+', '-').Replace('/', '_');
        Spelling[] encoded = base64 == base64InUrl ? [Base64(base64)] : [Base64(base64), Base64(base64InUrl)];
        _decoded = [new(UnescapedText.Of(value).ToString(), isBase64: false), .. encoded];
        _asItIs = UnescapedText.HasEscapes(value) ? [new(UnescapedText.AsItIs(value).ToString(), isBase64: false), .. encoded] : _decoded;
    }

    public string Value { get; }

    /// <summary>Whether the secret stands in a text of which nothing changes when it is decoded (<see cref="UnescapedText.IsPlain"/>).</summary>
    public bool IsInPlain(string text)
    {
        foreach (var spelling in _decoded)
        {
            if (spelling.IsInPlain(text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds where the secret stands in a text.</summary>
    /// <param name="decoded">The text, decoded.</param>
    /// <param name="asItIs">The text as it is; null for the same.</param>
    /// <param name="isCut">Whether more of the text followed: then the beginning of a secret at the end is one, too.</param>
    /// <param name="places">The places.</param>
    public void Find(UnescapedText decoded, UnescapedText? asItIs, bool isCut, List<(int Start, int End)> places)
    {
        foreach (var spelling in _decoded)
        {
            spelling.Find(decoded, isCut, places);
        }

        foreach (var spelling in asItIs is null ? [] : _asItIs)
        {
            spelling.Find(asItIs!, isCut, places);
        }
    }

    private static Spelling Base64(string text) => new(UnescapedText.Of(text).ToString(), isBase64: true);

    /// <summary>One way to write it, with what the search by Knuth, Morris and Pratt needs: how much of it is found anew where it breaks off.</summary>
    private sealed class Spelling
    {
        // Less can be left of a secret that is itself full of escapes; then it is found as it is.
        private const int MinLength = 4;

        private readonly string _text;
        private readonly bool _isBase64;
        private int[]? _kept;

        public Spelling(string text, bool isBase64)
        {
            _text = text;
            _isBase64 = isBase64;
        }

        public bool IsInPlain(string text) => _text.Length >= MinLength && _text.Length <= text.Length && text.IndexOf(_text, StringComparison.OrdinalIgnoreCase) >= 0;

        public void Find(UnescapedText text, bool isCut, List<(int Start, int End)> places)
        {
            if (_text.Length < MinLength || (_text.Length > text.Length && !isCut))
            {
                return;
            }

            var kept = _kept ??= FindKept();
            var found = 0;
            for (var i = 0; i < text.Length; i++)
            {
                while (found > 0 && (found == _text.Length || text[i] != _text[found]))
                {
                    found = kept[found];
                }

                found += text[i] == _text[found] ? 1 : 0;
                if (found == _text.Length)
                {
                    places.Add(text.PlaceOf(i + 1 - found, _isBase64 ? EndOfPadding(text, i) : i));
                }
            }

            if (isCut && found > 0)
            {
                places.Add(text.PlaceOf(text.Length - found, text.Length - 1));
            }
        }

        private int[] FindKept()
        {
            var kept = new int[_text.Length + 1];
            for (var (i, length) = (1, 0); i < _text.Length; i++)
            {
                while (length > 0 && _text[i] != _text[length])
                {
                    length = kept[length];
                }

                length += _text[i] == _text[length] ? 1 : 0;
                kept[i + 1] = length;
            }

            return kept;
        }

        private static int EndOfPadding(UnescapedText text, int last)
        {
            while (last + 1 < text.Length && text[last + 1] == '=')
            {
                last++;
            }

            return last;
        }
    }
}
