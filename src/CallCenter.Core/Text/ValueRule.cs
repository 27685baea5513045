using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace CallCenter.Core.Text;

/// <summary>
/// What a value can be: which characters it has, and in which order. The rules say what is right, so that nobody has to list what can
/// go wrong; what does go wrong is only recognized to say so in better words. Every way in asks the same rules.
/// </summary>
public sealed class ValueRule
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    // Letters of any script may stand before the digits, as in 客服01, and plain ones anywhere. A blank only as in A 17 and 17 A: what
    // has others was a date, a price or a sentence.
    private static readonly Regex CodeForm = new(
        @"^(?:[\p{L}\p{M}]+(?:[-._/][A-Za-z]+)*[-._/ ]?[0-9][0-9A-Za-z]*|[0-9A-Za-z]+)(?:(?:[-._/]|(?<=[A-Za-z]) (?=[0-9])| (?=[A-Z]$))[0-9A-Za-z]+)*$", Options);

    // Also an e-mail address, and the name of a Windows domain before the login.
    private static readonly Regex LoginForm = new(@"^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:[-._@+'’\\/ ][\p{L}\p{M}\p{N}_]+)*$", Options);

    // Digits in groups, perhaps with the + of a country, and an extension behind.
    private static readonly Regex PhoneForm = new(
        @"^(?:\+ ?)?[(（]?[0-9]+(?:(?:[-./ ]|[)）][- ]?| ?[(（])[0-9]+)*(?: ?(?:[x×#,;*转轉]|ext\.?|分机|转分机) ?[0-9]{1,6})?$", Options | RegexOptions.IgnoreCase);

    private static readonly Regex EmailForm = new(
        @"^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.%+'&~#$!*/=-]*[\p{L}\p{M}\p{N}_+'-])?@[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$", Options);

    private static readonly Regex IdForm = new(@"^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.:@/=+ -]*[\p{L}\p{M}\p{N}_=])?$", Options);

    // What databases and programs write in place of nothing. A person can be called Null or Nil, written as a name is.
    private static readonly HashSet<string> Placeholders =
        new(StringComparer.OrdinalIgnoreCase) { "NULL", "(NULL)", "<NULL>", "[NULL]", @"\N", "N/A", "NAN", "NIL", "NONE", "UNDEFINED", "(BLANK)" };

    private readonly Func<string, bool> _accepts;
    private readonly Func<string, string?> _damage;
    private readonly Func<string> _complaint;

    private ValueRule(Func<string, bool> accepts, Func<string, string?> damage, Func<string> complaint)
    {
        _accepts = accepts;
        _damage = damage;
        _complaint = complaint;
    }

    /// <summary>Any text that is not in quotes, no formula and no error of a spreadsheet.</summary>
    public static ValueRule Text { get; } = new(text => !IsQuoted(text), SpreadsheetDamage.OfText, () => Messages.UnlikelyText);

    /// <summary>A code: letters and digits in groups. One without a digit has plain letters only.</summary>
    public static ValueRule Code { get; } = new(
        text => CodeForm.IsMatch(text), SpreadsheetDamage.OfCode, () => Messages.UnlikelyCode) { RefusesFullWidth = true };

    /// <summary>The number of a queue or an extension, which a phone system may spell with letters too.</summary>
    public static ValueRule Number { get; } = new(
        text => CodeForm.IsMatch(text), SpreadsheetDamage.OfCode, () => Messages.UnlikelyNumber) { RefusesFullWidth = true };

    /// <summary>A name to sign in with: letters and digits in groups, and it may be an e-mail address.</summary>
    public static ValueRule LoginName { get; } = new(
        text => LoginForm.IsMatch(text), SpreadsheetDamage.OfNumber, () => Messages.UnlikelyLoginName) { RefusesFullWidth = true, HasWords = true };

    /// <summary>A person's name, in any script, which begins as names do and has no sign that names do not have.</summary>
    public static ValueRule PersonName { get; } = new(
        PersonNameForm.Accepts, text => PersonNameForm.Accepts(text) ? null : SpreadsheetDamage.OfText(text), () => Messages.UnlikelyPersonName) { HasWords = true, AllowsJoiners = true };

    /// <summary>A phone number: 2 to 20 digits in groups, with an extension perhaps.</summary>
    public static ValueRule Phone { get; } = new(
        text => text.Count(IsDigit) is >= 2 and <= 26 && PhoneForm.IsMatch(text), SpreadsheetDamage.OfNumber, () => Messages.UnlikelyPhone) { RefusesFullWidth = true };

    /// <summary>One e-mail address, and nothing around it.</summary>
    public static ValueRule Email { get; } = new(
        text => EmailForm.IsMatch(text), SpreadsheetDamage.OfText, () => Messages.UnlikelyEmail) { RefusesFullWidth = true };

    /// <summary>An id that the tenant gave.</summary>
    public static ValueRule Id { get; } = new(text => IdForm.IsMatch(text), SpreadsheetDamage.OfText, () => Messages.UnlikelyId);

    /// <summary>Whether characters that join others may be in it, as in emoji and in some scripts.</summary>
    internal bool AllowsJoiners { get; private init; }

    private bool RefusesFullWidth { get; init; }

    private bool HasWords { get; init; }

    /// <summary>Why a text, without blanks around it, cannot be such a value; null if it can.</summary>
    /// <param name="name">The name of its field.</param>
    /// <param name="text">The text.</param>
    internal CellFault? Check(string name, string text)
    {
        if (_damage(text) is { } damage)
        {
            return new CellFault(ErrorKind.SpreadsheetDamage, name, damage);
        }

        // As wide as hanzi, which an input method leaves: another value to any server.
        if (RefusesFullWidth && !Plain.IsAscii(text) && text.Any(character => character is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ')))
        {
            return new CellFault(ErrorKind.InvalidValue, name, Messages.InvalidFullWidth);
        }

        if (IsPlaceholder(text))
        {
            return new CellFault(ErrorKind.UnlikelyValue, name, Messages.UnlikelyPlaceholder);
        }

        return HasWords && Mojibake.Find(text) is { } doubt ? new CellFault(ErrorKind.DoubtfulEncoding, name, doubt)
            : _accepts(text) ? null
            : new CellFault(ErrorKind.UnlikelyValue, name, IsQuoted(text) ? Messages.UnlikelyQuoted : _complaint());
    }

    /// <summary>Whether a text is in quotes of some kind, on both sides.</summary>
    internal static bool IsQuoted(string text)
    {
        const string Quotes = "''\"\"‘’“”’’””‚‘„“«»‹›``´´「」『』＂＂＇＇";
        if (text.Length < 2)
        {
            return false;
        }

        for (var i = 0; i < Quotes.Length; i += 2)
        {
            if (text[0] == Quotes[i] && text[text.Length - 1] == Quotes[i + 1])
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPlaceholder(string text) =>
        Placeholders.Contains(text)
        && (!HasWords || !char.IsUpper(text[0]) || text.Length == 1 || char.IsUpper(text[1]) || !char.IsLetter(text[1]));

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
