using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CallCenter.Core.Text;

/// <summary>Recognizes names that were read in the wrong encoding before they came here, by what no name in any language has.</summary>
internal static class Mojibake
{
    // Windows-1252 where it differs from Latin-1, from 0x80.
    private const string Western = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    // So many accented letters and not one plain one: hanzi that were read as Western text.
    private const int MaxAccented = 3;

    private static readonly Encoding Utf8 = Strict(Encoding.UTF8);

    private static readonly Encoding Chinese = Strict(Gb18030);

    /// <summary>GB18030, which .NET Framework has and .NET keeps apart.</summary>
    public static Encoding Gb18030 =>
#if NET
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
#else
        Encoding.GetEncoding("GB18030");
#endif

    /// <summary>Why a text seems to have been read in the wrong encoding, in words; null when nothing speaks for that.</summary>
    public static string? Find(string text)
    {
        if (Plain.IsAscii(text))
        {
            return null;
        }

        return (Utf8ReadAsChinese(text) ?? Utf8ReadAsWestern(text)) is { } right ? Messages.FormatDoubtPerhaps(Cell.Label(text), Cell.Label(right))
            : HasUnlikelyWord(text) ? Messages.FormatDoubtScripts(Cell.Label(text))
            : null;
    }

    /// <summary>Whether a character is a hanzi, of those that GB 2312 has or of the many others.</summary>
    public static bool IsHanzi(char character) => character is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    /// <summary>Whether a hanzi is none of those that GB 2312 has, which nearly all names do with.</summary>
    public static bool IsRare(char hanzi) => Gb18030.GetBytes([hanzi]) is not [>= 0xB0 and <= 0xF7, >= 0xA1];

    private static string? Utf8ReadAsChinese(string text) =>
        Decode(() => Chinese.GetBytes(text)) is { } right
        && right.Any(IsHanzi) && right.All(character => character < 0x80 || IsHanzi(character) || character == '·') ? right : null;

    private static string? Utf8ReadAsWestern(string text)
    {
        var bytes = text.Select(character => character <= 0xFF ? character : Western.IndexOf(character) is >= 0 and var index ? 0x80 + index : -1).ToList();
        return bytes.Contains(-1) ? null : Decode(() => [.. bytes.Select(value => (byte)value)]);
    }

    private static string? Decode(Func<byte[]> encode)
    {
        try
        {
            return Utf8.GetString(encode());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool HasUnlikelyWord(string text)
    {
        Script previous = default, first = default;
        var (accented, plain) = (0, 0);
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ModifierLetter)
            {
                continue;
            }

            var script = char.IsLetter(text, i) ? ScriptOf(text, i) : default;
            if (script == default)
            {
                (previous, first, accented, plain) = (default, default, 0, 0);
                continue;
            }

            // Of different scripts only hanzi and Latin letters stand together, as in 小Tom and Tom李. No name has a hanzi in a Latin word.
            var changes = previous != default && script != previous;
            var isInWord = changes && script == Script.Latin && char.IsLower(text, i) && (first == Script.Latin || (IsHanzi(text[i - 1]) && IsRare(text[i - 1])));
            if (isInWord || (changes && !(IsEastOrLatin(script) && IsEastOrLatin(previous))))
            {
                return true;
            }

            accented += text[i] is >= '\u00C0' and <= '\u00FF' ? 1 : 0;
            plain += text[i] < 0x80 || text[i] > '\u00FF' ? 1 : 0;
            if (accented > MaxAccented && plain == 0)
            {
                return true;
            }

            first = first == default ? script : first;
            previous = script;
        }

        return false;
    }

    private static bool IsEastOrLatin(Script script) => script is Script.Latin or Script.East;

    private static Script ScriptOf(string text, int index) => char.ConvertToUtf32(text, index) switch
    {
        < 0x250 or (>= 0x1E00 and < 0x1F00) or (>= 0xFF21 and < 0xFF5B) => Script.Latin,
        (>= 0x370 and < 0x400) or (>= 0x1F00 and < 0x2000) => Script.Greek,
        >= 0x400 and < 0x530 => Script.Cyrillic,
        >= 0x530 and < 0x590 => Script.Armenian,
        (>= 0x590 and < 0x600) or (>= 0xFB1D and < 0xFB50) => Script.Hebrew,
        (>= 0x600 and < 0x780) or (>= 0x8A0 and < 0x900) or (>= 0xFB50 and < 0xFE00) or (>= 0xFE70 and < 0xFF00) => Script.Arabic,
        (>= 0x1100 and < 0x1200) or (>= 0x2E80 and < 0xA4D0) or (>= 0xA960 and < 0xA980) or (>= 0xAC00 and < 0xD800) or (>= 0xF900 and < 0xFB00)
            or (>= 0xFF66 and < 0xFFE0) or >= 0x1B000 => Script.East,
        var other => (Script)(0x1000 + (other >> 7)),
    };

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.EncoderFallback = EncoderFallback.ExceptionFallback;
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    // The scripts that are not here are told apart by their blocks of 128 characters.
    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Hebrew,
        Arabic,
        East,
    }
}
