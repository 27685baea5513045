using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Checks the records of a file of agents one by one.</summary>
/// <remarks>Of the rows only codes and login names are kept, so memory grows by some hundred bytes a row.</remarks>
internal sealed class AgentFileCheck(FaultList faults, EncodingDoubt? doubt)
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _loginNames = new(StringComparer.Ordinal);

    // The row at hand.
    private CsvRecord _record = null!;
    private string? _code;

    /// <summary>The columns; null until there was a header line that names one.</summary>
    public AgentColumns? Columns { get; private set; }

    /// <summary>How many rows there were.</summary>
    public int RowCount { get; private set; }

    /// <summary>The lines of the rows that have a fault.</summary>
    public HashSet<int> FaultyLines { get; } = [];

    /// <summary>Checks all of it.</summary>
    public void Run(CsvReader csv, CancellationToken cancellationToken)
    {
        foreach (var record in csv.Read().Where(record => !record.IsBlank))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _record = record;
            if (Columns is not null)
            {
                RowCount++;
                CheckRow();
            }
            else if (!CheckHeader())
            {
                return;
            }
        }

        if (Columns is null)
        {
            faults.Add(AgentFileFaultKind.NoHeader, Messages.Format("NoHeader_Empty"));
        }
        else if (RowCount == 0)
        {
            faults.Add(AgentFileFaultKind.NoRows);
        }

        FindLostZeros();
    }

    private bool CheckHeader()
    {
        var columns = AgentColumns.Map(_record.Cells);
        if (_record.Fault is { } fault)
        {
            // What the columns are cannot be known, and so nothing about the rows.
            faults.Add(KindOf(fault), fault.Line, null, null);
            return false;
        }

        if (columns.Fields.Count == 0)
        {
            // These may be the cells of a row, with a password among them, so none is repeated.
            faults.Add(AgentFileFaultKind.NoHeader, _record.LineNumber, null, null, Messages.Format("NoHeader_Unknown"));
            return false;
        }

        foreach (var field in columns.Missing)
        {
            var hint = columns.MisspeltHeaderOf(field) is { } header ? Messages.Format("MissingColumn_Hint", header) : string.Empty;
            faults.Add(AgentFileFaultKind.MissingColumn, _record.LineNumber, field.ToString(), null, hint);
        }

        foreach (var (column, field) in columns.Duplicates)
        {
            var first = columns.HeaderAt(columns.IndexOf(field));
            faults.Add(AgentFileFaultKind.DuplicateColumn, _record.LineNumber, columns.HeaderAt(column), null, first, field);
        }

        Columns = columns;
        return true;
    }

    private void CheckRow()
    {
        _code = Cell.Label(Columns!.CellOf(_record, AgentField.Code));
        LookForSample();
        if (_record.Fault is { } fault)
        {
            Report(KindOf(fault), null, fault.Line);
            NoteCode();
            return;
        }

        if (Columns.HasTooManyCells(_record))
        {
            // Which cell is the one too many is not known, so nothing is said about the others.
            Report(AgentFileFaultKind.TooManyCells, null);
            NoteCode();
            return;
        }

        if (AgentTemplate.IsExample(_code))
        {
            Report(AgentFileFaultKind.ExampleRow, null);
            return;
        }

        foreach (var field in Columns.Fields)
        {
            CheckCell(field, Columns.CellOf(_record, field));
        }

        NoteCode();
        NoteLoginName();
    }

    private void LookForSample()
    {
        if (doubt is { HasSample: false })
        {
            foreach (var field in Columns!.Fields.Where(field => field != AgentField.Password))
            {
                doubt.Look(Columns.CellOf(_record, field), _record.LineNumber);
            }
        }
    }

    private void CheckCell(AgentField field, string cell)
    {
        if (field is AgentField.Queue or AgentField.Extension)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(cell))
        {
            if (AgentColumns.IsMandatory(field))
            {
                Report(AgentFileFaultKind.MissingValue, field);
            }
        }
        else if (cell.IndexOf(TextEncodingDetector.Undecodable) >= 0)
        {
            Report(AgentFileFaultKind.DamagedCharacter, field);
        }
        else if (HasUnseenCharacter(field, field == AgentField.Password ? cell : cell.Trim()))
        {
            Report(AgentFileFaultKind.ControlCharacter, field);
        }
        else
        {
            CheckContent(field, cell);
        }
    }

    private void CheckContent(AgentField field, string cell)
    {
        if (field == AgentField.Password)
        {
            if (!PasswordRule.Accepts(new Secret(cell)))
            {
                Report(AgentFileFaultKind.PasswordRule, field);
            }

            return;
        }

        var text = cell.Trim();
        var damage = field switch
        {
            AgentField.Code => SpreadsheetDamage.OfCode(text),
            AgentField.Phone => SpreadsheetDamage.OfDigits(text),
            _ => SpreadsheetDamage.OfText(text),
        };
        if (damage is not null)
        {
            Report(AgentFileFaultKind.SpreadsheetDamage, field, _record.LineNumber, Messages.Format(damage));
        }
        else if (field is AgentField.Code or AgentField.Phone && SpreadsheetDamage.IsFullWidth(text))
        {
            Report(AgentFileFaultKind.InvalidValue, field, _record.LineNumber, Messages.Format("Invalid_FullWidth"));
        }
        else if (field == AgentField.Gender && !Takes(() => AgentRow.ReadGender(string.Empty, text)))
        {
            Report(AgentFileFaultKind.InvalidValue, field, _record.LineNumber, Messages.Format("Invalid_Gender"));
        }
        else if (field == AgentField.UseOnlineService && !Takes(() => Cell.Boolean(string.Empty, string.Empty, text)))
        {
            Report(AgentFileFaultKind.InvalidValue, field, _record.LineNumber, Messages.Format("Invalid_Boolean"));
        }
    }

    /// <summary>Asks those who will read the cell when its row is sent, so that there is one list of words.</summary>
    private static bool Takes(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (CallCenterException)
        {
            return false;
        }
    }

    // A person's name may have an emoji whose parts such a character joins; in all else it is pasted in unseen.
    private static bool HasUnseenCharacter(AgentField field, string text) =>
        text.Any(character => char.IsControl(character)
            || (field != AgentField.UserName && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format));

    private void NoteCode() => Note(AgentField.Code, _codes, AgentFileFaultKind.DuplicateCode);

    private void NoteLoginName() => Note(AgentField.LoginName, _loginNames, AgentFileFaultKind.DuplicateLoginName);

    private void Note(AgentField field, Dictionary<string, int> lines, AgentFileFaultKind kind)
    {
        var text = Columns!.CellOf(_record, field).Trim();
        if (text.Length == 0)
        {
            return;
        }

        if (lines.TryGetValue(text, out var first))
        {
            Report(kind, field, _record.LineNumber, first);
        }
        else
        {
            lines.Add(text, _record.LineNumber);
        }
    }

    /// <summary>
    /// Where most codes that are numbers have the same length and some of these start with 0, a shorter one most likely had
    /// zeros too.
    /// </summary>
    private void FindLostZeros()
    {
        var numbers = _codes.Where(code => code.Key.All(character => character is >= '0' and <= '9')).ToList();
        var width = numbers.GroupBy(code => code.Key.Length).Where(group => group.Count() * 2 > numbers.Count).Select(group => group.Key).FirstOrDefault();
        if (!numbers.Any(code => code.Key.Length == width && code.Key[0] == '0'))
        {
            return;
        }

        foreach (var code in numbers.Where(code => code.Key.Length < width && code.Key[0] != '0'))
        {
            FaultyLines.Add(code.Value);
            var column = Columns!.HeaderAt(Columns.IndexOf(AgentField.Code));
            faults.Add(AgentFileFaultKind.LostLeadingZero, code.Value, column, code.Key, width, code.Key.PadLeft(width, '0'));
        }
    }

    private void Report(AgentFileFaultKind kind, AgentField? field) => Report(kind, field, _record.LineNumber);

    private void Report(AgentFileFaultKind kind, AgentField? field, int line, params object?[] details)
    {
        FaultyLines.Add(_record.LineNumber);
        faults.Add(kind, line, field is null ? null : Columns!.HeaderAt(Columns.IndexOf(field.Value)), _code, details);
    }

    private static AgentFileFaultKind KindOf(CsvFault fault) => fault.Kind switch
    {
        CsvFaultKind.UnclosedQuote => AgentFileFaultKind.UnclosedQuote,
        CsvFaultKind.TextAfterQuote => AgentFileFaultKind.TextAfterQuote,
        CsvFaultKind.CellTooLong => AgentFileFaultKind.CellTooLong,
        _ => AgentFileFaultKind.TooManyCells,
    };
}
