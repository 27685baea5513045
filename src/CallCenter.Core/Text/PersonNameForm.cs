using System.Globalization;

namespace CallCenter.Core.Text;

/// <summary>What a person's name can be: letters of any script, and the few signs that names have, each where names have it.</summary>
internal static class PersonNameForm
{
    // Between letters: also what people add to a name, such as a department in brackets or a number.
    private const string Inside = "'’‘.·•・‧∙⋅-‐‑–—,，、;；&/+_@# \"“”()（）[]【】　";

    private const string Opening = "(（[【";

    private const string Closing = ".)）]】\"”’";

    /// <summary>Whether the text, without blanks around it, can be a name.</summary>
    public static bool Accepts(string text)
    {
        var hasBase = false;
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (IsBase(text, i))
            {
                hasBase = true;
            }
            else if (!(IsAttached(text, i) ? i > 0 : Inside.IndexOf(text[i]) >= 0))
            {
                return false;
            }
        }

        var last = text[text.Length - 1];
        return hasBase
            && (IsBase(text, 0) || Opening.IndexOf(text[0]) >= 0 || BeginsWithElision(text))
            && (Inside.IndexOf(last) < 0 || Closing.IndexOf(last) >= 0)
            && !ValueRule.IsQuoted(text);
    }

    /// <summary>A letter, a digit, or a picture that people put beside a name.</summary>
    private static bool IsBase(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) switch
    {
        // ª and º are letters to Unicode, and nowhere in a name.
        UnicodeCategory.OtherLetter => text[index] is not ('ª' or 'º'),
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber => true,

        // Letters and emoji that are newer than this runtime are none to it.
        UnicodeCategory.OtherNotAssigned => true,
        UnicodeCategory.OtherSymbol => char.IsHighSurrogate(text[index]) || text[index] is >= '\u2600' and <= '\u2BFF',
        _ => false,
    };

    /// <summary>A mark on the character before it, or what joins it to the next.</summary>
    private static bool IsAttached(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => true,
        UnicodeCategory.ModifierSymbol => char.IsHighSurrogate(text[index]),
        _ => false,
    };

    // 't Hooft, 's-Gravesande, 'n Doorn: a letter or two, and then the name.
    private static bool BeginsWithElision(string text) =>
        text[0] is '\'' or '’'
        && text.Length > 3
        && char.IsLower(text[1])
        && (text[2] is ' ' or '-' ? char.IsLetter(text[3]) : char.IsLower(text[2]) && text[3] == ' ');
}
