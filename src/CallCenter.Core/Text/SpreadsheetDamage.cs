using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace CallCenter.Core.Text;

/// <summary>Recognizes what a spreadsheet makes of texts that look like numbers, dates or formulas. It says why a value is not one.</summary>
internal static class SpreadsheetDamage
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // A sign or a fraction is needed: 12E4 may well be a code, and spreadsheets write 1.2E+05.
    private static readonly Regex Scientific = new("^[+-]?(?:[0-9]+(?:[.,][0-9]+)?E[+-][0-9]+|[0-9]+[.,][0-9]+E[0-9]+)$", Options);

    private static readonly Regex Fraction = new(@"^[0-9]+[.,]0+$", Options);

    private static readonly Regex Thousands = new("^[0-9]{1,3}(?:,[0-9]{3})+$", Options);

    // Of a phone number this may be the usual way to write it.
    private static readonly Regex DottedThousands = new(@"^[0-9]{1,3}(?:\.[0-9]{3})+$", Options);

    // As thousands are grouped in French, or after a slip of the hand. In a phone number that is how people write it.
    private static readonly Regex Spaced = new(@"^[0-9]+(?:\s+[0-9]+)+$", Options);

    // Separators of both kinds, a currency, a percent sign, or the brackets and minuses of accounting.
    private static readonly Regex Formatted = new(
        @"^[(+-]?\s*(?:[A-Z]{0,3}\p{Sc})?\s*-?[0-9]{1,3}(?:[.,'’\s]?[0-9]{3})*(?:[.,][0-9]+)?\s*(?:\p{Sc}|%|元)?\s*[)-]?$", Options);

    private static readonly Regex Error = new(@"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)$", Options);

    // ="0800", '0800 and '+86 are ways to keep a spreadsheet from reading a number or a formula, left over as text.
    private static readonly Regex Guarded = new("^(?:=.*|['’`][^'’`]*)$", Options | RegexOptions.Singleline);

    // Codes may be grouped by hyphens and dots as well, so with these only what is a day of a year of our time is a date.
    private const string Year = "(?:19|20)[0-9]{2}";

    private const string MonthNumber = "(?:0?[1-9]|1[0-2])";

    private const string Day = "(?:0?[1-9]|[12][0-9]|3[01])";

    private static readonly Regex Date = new(
        "^(?:"
        + "[0-9]{1,4}/[0-9]{1,2}(?:/[0-9]{1,4})?"
        + $"|(?:{Year}年)?[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?|{Year}年[0-9]{{1,2}}月"
        + $"|{Year}(?<sign>[-.]){MonthNumber}\\k<sign>{Day}|{Day}(?<sign>[-.]){MonthNumber}\\k<sign>{Year}|{MonthNumber}-{Day}-{Year}"
        + ")(?:[ T][0-9]{1,2}:[0-9]{2}.*)?$",
        Options);

    private static readonly Regex Time = new("^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\\.[0-9]+)?(?:\\s?[AP]M)?$", Options);

    // A day or a year beside a word, in either order, or a day, a word and a year.
    private static readonly Regex DayAndWord = new(
        @"^(?:(?:[0-9]{1,2}|[0-9]{4})(?:\. |[-./ ])(?<word>[\p{L}\p{M}]+)\.?(?:[-./ ][0-9]{2,4})?|(?<word>[\p{L}\p{M}]+)\.?[-./ ][0-9]{1,4})$", Options);

    // The months as spreadsheets write them, short and long, in the languages of most of them. English ones are known in any case,
    // others only as they are written: OUT and SET may well begin a code.
    private static readonly HashSet<string> OtherMonths = [.. (
        "Mär|Mrz|Mai|Okt|Dez|Januar|Februar|März|Juni|Juli|Oktober|Dezember|Jän|Jänner|Feber|"
        + "janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc|janvier|février|avril|juillet|septembre|octobre|novembre|décembre|"
        + "ene|feb|mar|abr|may|jun|jul|ago|sep|dic|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
        + "gen|mag|giu|lug|set|ott|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|"
        + "jan|fev|abr|out|dez|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
        + "mrt|mei|okt|dec|januari|februari|maart|juni|juli|augustus|oktober|"
        + "sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
        + "янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек|января|февраля|марта|апреля|июня|июля|августа|сентября|октября|ноября|декабря|"
        + "led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|pro|ledna|února|března|dubna|května|června|července|srpna|října|prosince|"
        + "apr|aug|januar|februar|marts|maj|oktober|desember|mai|des|maja|tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|"
        + "Oca|Şub|Nis|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara|Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık|"
        + "febr|márc|ápr|máj|jún|júl|szept|január|február|március|április|május|június|július|augusztus|szeptember|október|december|"
        + "ian|iun|iul|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie").Split('|')];

    private static readonly HashSet<string> EnglishMonths =
        [.. "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|SEPT|OCT|NOV|DEC|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER".Split('|')];

    /// <summary>What happened to any text, in words; null when nothing seems to have.</summary>
    public static string? OfText(string value) =>
        value[0] == '#' && Error.IsMatch(value) ? Messages.DamageError
        : value[0] is '=' or '\'' or '’' or '`' && value.Any(char.IsLetterOrDigit) && Guarded.IsMatch(value) ? Messages.DamageGuarded
        : null;

    /// <summary>The same for a text of digits.</summary>
    public static string? OfNumber(string value) =>
        OfText(value) is { } damage ? damage
        : IsWord(value) ? null
        : Scientific.IsMatch(value) ? Messages.DamageScientific
        : Fraction.IsMatch(value) ? Messages.DamageFraction
        : Thousands.IsMatch(value) ? Messages.DamageThousands
        : null;

    /// <summary>The same for a code.</summary>
    public static string? OfCode(string value) =>
        OfNumber(value) is { } damage ? damage
        : IsWord(value) ? null
        : IsDate(value) ? Messages.DamageDate
        : Spaced.IsMatch(value) ? Messages.DamageSpaced
        : DottedThousands.IsMatch(value) ? Messages.DamageThousands
        : value.Any(character => !char.IsLetterOrDigit(character) && character is not ('-' or '.' or '_' or '/')) && Formatted.IsMatch(value)
            ? Messages.DamageFormatted
        : null;

    // In whatever else a spreadsheet writes, there are signs.
    private static bool IsWord(string value)
    {
        foreach (var character in value)
        {
            if (character is not ((>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDate(string value) =>
        Date.IsMatch(value) || Time.IsMatch(value)
        || (DayAndWord.Match(value) is { Success: true } match && IsMonth(match.Groups["word"].Value));

    private static bool IsMonth(string word) => OtherMonths.Contains(word) || EnglishMonths.Contains(word.ToUpperInvariant());
}
