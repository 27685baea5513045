using System.Linq;
using System.Management.Automation.Language;

namespace CallCenter.Binding;

/// <summary>A completed value, as it must be written on a command line.</summary>
internal static class CompletionText
{
    // Longer numbers do not fit an integer.
    private const int MaxDigits = 9;

    /// <summary>The text, in quotes unless it comes back as the same text without: PowerShell makes 8 of 08, and 1024 of 1kb.</summary>
    public static string Of(string text)
    {
        var isWord = text.Length > 0 && IsLetter(text[0]) && text.All(character => IsLetter(character) || IsDigit(character));
        var isNumber = text.Length is > 0 and <= MaxDigits && text[0] != '0' && text.All(IsDigit);
        return isWord || isNumber ? text : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
    }

    /// <summary>What was typed so far, without the quotes around it.</summary>
    public static string Typed(string word) => word.Trim('\'', '"');

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
