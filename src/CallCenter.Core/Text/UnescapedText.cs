using System;
using System.Globalization;

namespace CallCenter.Core.Text;

/// <summary>
/// A text with what encoders made of its characters undone: escapes of JSON, percent encoding and entities of HTML, also one within
/// the other. It knows where each of its characters stood. Letters are upper case, a plus is a blank, and there are no backslashes: encoders
/// double them, and people lose them. Takes time linear in the text.
/// </summary>
internal sealed class UnescapedText
{
    // Nobody encodes more often by accident. Without a limit, a text could be made that needs as many passes as it has characters.
    private const int MaxPasses = 6;

    private const int MaxEntityLength = 10;

    private static readonly char[] Escapes = ['\\', '%', '&'];
    private static readonly char[] Changing = [.. Escapes, '+'];

    // What is being decoded, and then the result.
    private readonly char[] _characters = [];
    private readonly (int Start, int End)[]? _places;
    private readonly string _text;

    private UnescapedText(string text, bool decodes)
    {
        Length = text.Length;
        if (decodes)
        {
            _characters = text.ToCharArray();
            _places = new (int, int)[Length];
            for (var i = 0; i < Length; i++)
            {
                _places[i] = (i, i + 1);
            }

            for (var pass = 0; pass < MaxPasses && Decode(); pass++)
            {
            }
        }

        _text = (decodes ? new string(_characters, 0, Length) : text).ToUpperInvariant().Replace('+', ' ');
    }

    /// <summary>How many characters there are.</summary>
    public int Length { get; private set; }

    /// <summary>A character.</summary>
    public char this[int index] => _text[index];

    /// <summary>The text, decoded.</summary>
    public static UnescapedText Of(string text) => new(text, HasEscapes(text));

    /// <summary>The text as it is, but for the case of its letters: a percent sign may stand before a secret that begins like an escape.</summary>
    public static UnescapedText AsItIs(string text) => new(text, decodes: false);

    /// <summary>Whether a text can have anything to decode.</summary>
    public static bool HasEscapes(string text) => text.IndexOfAny(Escapes) >= 0;

    /// <summary>Whether nothing of a text changes but the case of plain letters, which any comparison that ignores case sees as this does.</summary>
    public static bool IsPlain(string text) => Plain.IsAscii(text) && text.IndexOfAny(Changing) < 0;

    /// <summary>Where some of the characters stood in the text.</summary>
    public (int Start, int End) PlaceOf(int first, int last) => _places is null ? (first, last + 1) : (_places[first].Start, _places[last].End);

    /// <inheritdoc/>
    public override string ToString() => _text;

    // Each escape is longer than what it stands for, so that the result can be written over the text.
    private bool Decode()
    {
        var (count, to, pending) = (Length, 0, -1);
        for (var from = 0; from < count;)
        {
            var start = pending >= 0 ? pending : _places![from].Start;
            var length = Read(from, count, out var code);
            if (code < 0)
            {
                // Backslashes that are no escape belong to what follows them.
                pending = start;
                from += length;
                continue;
            }

            pending = -1;
            var end = _places![from + length - 1].End;
            foreach (var character in code > char.MaxValue ? char.ConvertFromUtf32(code) : ((char)code).ToString())
            {
                (_characters[to], _places[to]) = (character, (start, end));
                to++;
            }

            from += length;
        }

        Length = to;
        return to < count;
    }

    /// <summary>Reads one character.</summary>
    /// <returns>How long it is as it stands; its code is -1 where it is nothing.</returns>
    private int Read(int from, int count, out int code)
    {
        var (length, read) = _characters[from] switch
        {
            '\\' => ReadBackslashes(from, count),
            '%' => ReadPercent(from, count),
            '&' => ReadEntity(from, count),
            var other => (1, other),
        };
        code = read;
        return length;
    }

    private (int Length, int Code) ReadBackslashes(int from, int count)
    {
        var i = from;
        while (i < count && _characters[i] == '\\')
        {
            i++;
        }

        return i < count && _characters[i] is 'u' or 'U' && Hex(i + 1, 4, count) is var code and >= 0 ? (i + 5 - from, code) : (i - from, -1);
    }

    /// <summary>Reads one character in UTF-8, each byte of which stands as %XX; the percent sign may itself be encoded, as %25.</summary>
    private (int Length, int Code) ReadPercent(int from, int count)
    {
        var (next, first) = ReadByte(from, count);
        var more = first switch { < 0 => -1, < 0x80 => 0, >= 0xC2 and < 0xE0 => 1, >= 0xE0 and < 0xF0 => 2, >= 0xF0 and < 0xF5 => 3, _ => -1 };
        if (more < 0)
        {
            return (1, '%');
        }

        var code = more == 0 ? first : first & (0x3F >> more);
        for (var i = 0; i < more; i++)
        {
            (next, var one) = ReadByte(next, count);
            if (one is < 0x80 or > 0xBF)
            {
                return (1, '%');
            }

            code = (code << 6) | (one & 0x3F);
        }

        return code is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? (1, '%') : (next - from, code);
    }

    private (int Next, int Value) ReadByte(int from, int count)
    {
        if (from >= count || _characters[from] != '%')
        {
            return (from, -1);
        }

        var value = Hex(from + 1, 2, count);
        return (from + 3, value);
    }

    private (int Length, int Code) ReadEntity(int from, int count)
    {
        var end = Array.IndexOf(_characters, ';', from, Math.Min(MaxEntityLength, count - from));
        if (end < 0)
        {
            return (1, '&');
        }

        var name = new string(_characters, from + 1, end - from - 1);
        var isHex = name.StartsWith("#x", StringComparison.OrdinalIgnoreCase);
        var code = name.ToUpperInvariant() switch
        {
            "AMP" => '&',
            "LT" => '<',
            "GT" => '>',
            "QUOT" => '"',
            "APOS" => '\'',
            "NBSP" => ' ',
            _ when isHex && int.TryParse(name.TrimStart('#', 'x', 'X'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) => number,
            _ when name.StartsWith("#", StringComparison.Ordinal) && int.TryParse(name.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => -1,
        };
        return code is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? (1, '&') : (end + 1 - from, code);
    }

    private int Hex(int from, int digits, int count)
    {
        var value = 0;
        for (var i = from; i < from + digits; i++)
        {
            var digit = i >= count ? -1 : _characters[i] switch
            {
                >= '0' and <= '9' and var one => one - '0',
                >= 'a' and <= 'f' and var one => one - 'a' + 10,
                >= 'A' and <= 'F' and var one => one - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return -1;
            }

            value = (value << 4) | digit;
        }

        return value;
    }
}
