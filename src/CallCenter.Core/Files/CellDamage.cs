using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>
/// Recognises what happens to the cells of a file before it is read: bytes of another encoding, characters that nobody sees, and
/// what a spreadsheet makes of texts that look like numbers, dates or formulas.
/// </summary>
internal static class CellDamage
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

    // A sign or a fraction is needed: 12E4 may well be a code, and spreadsheets write 1.2E+05.
    private static readonly Regex Scientific = new("^[+-]?(?:[0-9]+(?:[.,][0-9]+)?E[+-][0-9]+|[0-9]+[.,][0-9]+E[0-9]+)$", Options);

    private static readonly Regex Fraction = new(@"^[0-9]+\.0+$", Options);

    private static readonly Regex Thousands = new("^[0-9]{1,3}(?:,[0-9]{3})+$", Options);

    private static readonly Regex Error = new(@"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)$", Options);

    // Codes may be grouped by hyphens and dots as well, so with these only what is a day of a year of our time is a date.
    private const string Year = "(?:19|20)[0-9]{2}";

    private const string MonthNumber = "(?:0?[1-9]|1[0-2])";

    private const string Day = "(?:0?[1-9]|[12][0-9]|3[01])";

    private static readonly Regex Date = new(
        "^(?:"
        + $"[0-9]{{1,2}}-{Month}(?:-[0-9]{{2,4}})?|{Month}-[0-9]{{2,4}}|[0-9]{{1,4}}/[0-9]{{1,2}}(?:/[0-9]{{1,4}})?"
        + $"|(?:{Year}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日|{Year}年[0-9]{{1,2}}月"
        + $"|{Year}(?<sign>[-.]){MonthNumber}\\k<sign>{Day}|{Day}(?<sign>[-.]){MonthNumber}\\k<sign>{Year}|{MonthNumber}-{Day}-{Year}"
        + ")(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$",
        Options);

    // As thousands are grouped in French, or after a slip of the hand. In a phone number that is how people write it.
    private static readonly Regex Spaced = new(@"^[0-9]+(?:\s+[0-9]+)+$", Options);

    // ="0800" and '0800 are ways to keep a spreadsheet from reading a number, left over as text.
    private static readonly Regex Guarded = new("^(?:=.*|['’][0-9]+)$", Options | RegexOptions.Singleline);

    /// <summary>What seems to have happened to a cell of a file before it was read; null when nothing seems to have.</summary>
    public static CellFault? Of(AgentField field, string cell)
    {
        if (cell.IndexOf(TextEncodingDetector.Undecodable) >= 0)
        {
            return new CellFault(ErrorKind.DamagedCharacter, field.Name);
        }

        var isPassword = field.Kind == AgentFieldKind.Password;
        var text = isPassword ? cell : cell.Trim();
        if (HasUnseenCharacter(field, text))
        {
            return string.IsNullOrWhiteSpace(cell) ? null : new CellFault(ErrorKind.ControlCharacter, field.Name);
        }

        var damage = field.Kind switch
        {
            AgentFieldKind.Password => null,
            AgentFieldKind.Code => OfCode(text),
            AgentFieldKind.Digits => OfDigits(text),
            _ => OfText(text),
        };
        return damage is not null ? new CellFault(ErrorKind.SpreadsheetDamage, field.Name, damage)
            : field.Kind is AgentFieldKind.Code or AgentFieldKind.Digits && HasFullWidth(text)
                ? new CellFault(ErrorKind.InvalidValue, field.Name, Messages.InvalidFullWidth)
            : null;
    }

    /// <summary>What happened to this text; null when nothing seems to have.</summary>
    private static string? OfText(string value) =>
        value.Length > 1 && value[0] == '#' && Error.IsMatch(value) ? Messages.DamageError : null;

    private static string? OfDigits(string value) =>
        OfText(value) is { } error ? error
        : value.All(character => character is >= '0' and <= '9') ? null
        : Scientific.IsMatch(value) ? Messages.DamageScientific
        : Fraction.IsMatch(value) ? Messages.DamageFraction
        : Thousands.IsMatch(value) ? Messages.DamageThousands
        : Guarded.IsMatch(value) ? Messages.DamageGuarded
        : null;

    private static string? OfCode(string value) =>
        OfDigits(value) ?? (Date.IsMatch(value) ? Messages.DamageDate : Spaced.IsMatch(value) ? Messages.DamageSpaced : null);

    // As wide as hanzi, which an input method leaves: another code to any server.
    private static bool HasFullWidth(string value) =>
        value.Any(character => character is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ'));

    // In a person's name such a character may join the parts of an emoji; anywhere else it was pasted in unseen.
    private static bool HasUnseenCharacter(AgentField field, string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character)
                || (field.Kind != AgentFieldKind.PersonName && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format))
            {
                return true;
            }
        }

        return false;
    }
}
