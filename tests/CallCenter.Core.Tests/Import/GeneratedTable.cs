using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;

namespace CallCenter.Core.Tests.Import;

/// <summary>A table of agents made from a seed, with faults planted in some rows, and what a check of it must find.</summary>
internal sealed class GeneratedTable
{
    private static readonly (AgentField Field, string[] Names)[] Known =
    [
        (AgentField.Code, ["工号", "code", "Code", "座席工号", " CODE "]),
        (AgentField.LoginName, ["登录名", "loginName", "login_name", "Login Name"]),
        (AgentField.UserName, ["用户名", "userName", "UserName"]),
        (AgentField.Password, ["密码", "password"]),
        (AgentField.Gender, ["性别", "gender"]),
        (AgentField.Phone, ["手机号码", "phone"]),
        (AgentField.Role, ["座席角色", "roles"]),
        (AgentField.UseOnlineService, ["useOnlineService"]),
    ];

    private static readonly string[] LineBreaks = ["\n", "\r\n", "\r"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<(AgentField? Field, string Header)> _columns = [];
    private int _line = 1;

    public GeneratedTable(int seed, bool withFaults)
    {
        _random = new Random(seed);
        var announced = Chance(5);
        Delimiter = announced ? Pick(',', ';', '\t', '|') : Pick(',', ';', '\t');
        LineBreak = Pick(LineBreaks);
        Encoding = Pick(
            new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, TextEncodingDetector.Gb18030);
        if (announced)
        {
            _text.Append("sep=").Append(Delimiter);
            EndLine();
        }

        WriteHeader();
        WriteRows(withFaults);
    }

    public char Delimiter { get; }

    public string LineBreak { get; }

    public Encoding Encoding { get; }

    public string Text => _text.ToString();

    public byte[] Bytes => [.. Encoding.GetPreamble(), .. Encoding.GetBytes(Text)];

    /// <summary>The rows: the line each starts in, its cells, and whether a fault was planted.</summary>
    public List<(int Line, Dictionary<AgentField, string> Cells, bool IsFaulty)> Rows { get; } = [];

    /// <summary>The faults that must be found, as line and kind. Where a quote is not closed, either kind of quote fault will do.</summary>
    public List<string> Expected { get; } = [];

    public static string Describe(AgentFileFault fault) =>
        fault.Line + " " + (fault.Kind is ErrorKind.TextAfterQuote or ErrorKind.UnclosedQuote ? "Quote" : fault.Kind.ToString());

    private void WriteHeader()
    {
        BlankLines();
        foreach (var (field, names) in Known.Where((column, index) => index < 3 || Chance(70)))
        {
            // A Chinese header keeps a short file from being the same bytes in two encodings.
            _columns.Add((field, field == AgentField.Code ? names[0] : Pick(names)));
        }

        for (var i = _random.Next(3); i > 0; i--)
        {
            _columns.Add((null, Pick("备注", "notes, and more; all\tof them", "a\"b", "x\ny")));
        }

        Shuffle(_columns);
        WriteRecord([.. _columns.Select(column => Quote(column.Header))]);
    }

    private void WriteRows(bool withFaults)
    {
        var count = _random.Next(6, 30);
        var clean = new List<Dictionary<AgentField, string>>();
        var lostZero = false;
        for (var i = 0; i < count; i++)
        {
            BlankLines();
            var cells = Known.ToDictionary(known => known.Field, known => Content(known.Field, i));
            foreach (var known in Known.Where(known => _columns.All(column => column.Field != known.Field)))
            {
                cells[known.Field] = string.Empty;
            }

            var line = _line;
            var plant = withFaults && i >= 4 && Chance(40) ? _random.Next(12) : -1;
            lostZero |= plant == 11;
            var kind = Plant(plant, i, cells, clean);
            var written = _columns.Select(column => column.Field is { } field ? Quote(cells[field]) : Quote(Note(multiLine: plant is not (7 or 8 or 9)))).ToList();
            var name = _columns.FindIndex(column => column.Field == AgentField.UserName);
            if (plant == 7)
            {
                written[name] = "\"李\"伟";
            }
            else if (plant == 8)
            {
                written[name] = "\"李伟";
            }
            else if (plant == 9)
            {
                written.Add("more");
            }
            else if (Chance(20))
            {
                written.AddRange(Enumerable.Repeat(string.Empty, _random.Next(3)));
            }

            WriteRecord(written, isLast: i == count - 1);
            Rows.Add((line, cells, kind is not null));
            if (kind is null)
            {
                clean.Add(cells);
            }
            else
            {
                Expected.Add(line + " " + kind);
            }
        }
    }

    private string? Plant(int plant, int index, Dictionary<AgentField, string> cells, List<Dictionary<AgentField, string>> clean)
    {
        switch (plant)
        {
            case 0:
                cells[Pick(AgentField.Code, AgentField.LoginName, AgentField.UserName)] = Pick(string.Empty, "  ");
                return "MissingValue";
            case 1:
                cells[AgentField.Code] = Pick(clean.ToArray())[AgentField.Code];
                return "DuplicateCode";
            case 2:
                cells[AgentField.LoginName] = Pick(clean.ToArray())[AgentField.LoginName];
                return "DuplicateLoginName";
            case 3:
                cells[AgentField.UserName] = Pick("李\u0001伟", "李\n伟", "x\r\ny\rz");
                return "ControlCharacter";
            case 4:
                cells[AgentField.Code] = index + Pick("E+03", ".5E4", ".0", ",003", "-May", "月1日", "/5/1 0:00", " 015", ".005,00", ". Mrz");
                return "SpreadsheetDamage";
            case 5 when Has(AgentField.Password):
                cells[AgentField.Password] = Pick("Short1a", "Abcd1234567890123", "abcd1234", "密码密码密码密码");
                return "PasswordRule";
            case 6 when Has(AgentField.Gender):
                cells[AgentField.Gender] = Pick("X", "mann", "👩");
                return "InvalidValue";
            case 7 or 8:
                return "Quote";
            case 9:
                return "TooManyCells";
            case 10:
                cells[AgentField.UserName] = "王\uFFFD";
                return "DamagedCharacter";
            case 11:
                cells[AgentField.Code] = cells[AgentField.Code].TrimStart('0');
                return "LostLeadingZero";
            default:
                return null;
        }
    }

    private bool Has(AgentField field) => _columns.Any(column => column.Field == field);

    private string Content(AgentField field, int index) => field.Name switch
    {
        nameof(AgentField.Code) => "0" + (100 + index),
        nameof(AgentField.LoginName) => "user." + index,
        nameof(AgentField.UserName) => Word() + Pick(string.Empty, ", Jr.", "; x", " \"quoted\"", "\t.", "'s").Replace("\t", " ", StringComparison.Ordinal),
        nameof(AgentField.Password) => Chance(50) ? string.Empty : "Abcd" + _random.Next(1_000, 99_999_999),
        nameof(AgentField.Gender) => Pick(string.Empty, "Male", "female", "男", "女"),
        nameof(AgentField.Phone) => Pick(string.Empty, "13800000001", "+86 138-0000"),
        nameof(AgentField.Role) => Pick(string.Empty, "1", "1;2", "1；2"),
        _ => Pick(string.Empty, "true", "否", "1"),
    };

    // Hanzi such as names have, and in GB18030 little else: a file of what Chinese text does not have is doubtful, and has tests of its own.
    private bool IsChinese => Encoding.CodePage == TextEncodingDetector.Gb18030.CodePage;

    private string Word() => !IsChinese && Chance(20)
        ? Pick("한", "Жанна", "Zoë")
        : Pick("李", "王", "Tom") + string.Concat(Enumerable.Range(0, _random.Next(6)).Select(_ => Chance(10) ? IsChinese ? "\u3000" : Pick("🙂", "𠮷", "\u3000") : Hanzi()));

    private string Hanzi() => TextEncodingDetector.Gb18030.GetString([(byte)_random.Next(0xB0, 0xD7), (byte)_random.Next(0xA1, 0xFF)]);

    private string Note(bool multiLine) => Chance(40) ? string.Empty : Word() + (multiLine && Chance(40) ? Pick(LineBreaks) + Word() + Pick("\n\n", "\"", "\r\n,;") : string.Empty);

    private string Quote(string cell) =>
        cell.IndexOfAny(['"', '\r', '\n', Delimiter]) >= 0 || Chance(15)
            ? Pick(string.Empty, string.Empty, " ") + "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" + Pick(string.Empty, string.Empty, " ")
            : cell;

    private void WriteRecord(List<string> cells, bool isLast = false)
    {
        var record = string.Join(Delimiter, cells);
        _text.Append(record);

        // LF and CR of a CRLF are one line; the generator counts them in its own way.
        _line += record.Replace("\r\n", "\n", StringComparison.Ordinal).Count(character => character is '\r' or '\n');
        if (!isLast || Chance(50))
        {
            EndLine();
        }
    }

    private void BlankLines()
    {
        for (; Chance(8);)
        {
            _text.Append(Pick(string.Empty, "  "));
            EndLine();
        }
    }

    private void EndLine()
    {
        _text.Append(LineBreak);
        _line++;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private void Shuffle<T>(List<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = _random.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
