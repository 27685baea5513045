using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using CallCenter.Core.Agents;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Checks the records of a file of agents one by one.</summary>
/// <remarks>Of the rows only codes and login names are kept, so memory grows by some hundred bytes a row.</remarks>
internal sealed class AgentFileCheck(AgentFileReport report, AgentFileOptions options, DetectedText text)
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _loginNames = new(StringComparer.Ordinal);
    private readonly HashSet<int> _linesOfFaultyCodes = [];
    private readonly EncodingDoubt _doubt = new(text);

    // The row at hand.
    private CsvRecord _record = null!;
    private string? _code;

    /// <summary>Checks all of it.</summary>
    public void Run(CsvReader csv, CancellationToken cancellationToken)
    {
        report.Delimiter = csv.Delimiter;
        using var records = csv.Read().Where(record => !record.IsBlank).GetEnumerator();
        if (!records.MoveNext())
        {
            report.Add(ErrorKind.NoHeader, Messages.NoHeaderEmpty);
            return;
        }

        _record = records.Current;
        report.Hashes.Add(_record.Hash());
        if (!CheckHeader(records))
        {
            return;
        }

        while (records.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _record = records.Current;
            report.Hashes.Add(_record.Hash());
            report.RowCount++;
            CheckRow();
        }

        if (report.RowCount == 0)
        {
            report.Add(ErrorKind.NoRows);
        }

        FindLostZeros();
        FindOddCodes();
    }

    private bool CheckHeader(IEnumerator<CsvRecord> records)
    {
        var columns = AgentColumns.Map(_record.Cells);
        if (_record.Fault is { } fault)
        {
            // What the columns are cannot be known, and so nothing about the rows.
            report.Add(fault.Kind, fault.Line, null, null);
            return false;
        }

        if (columns.Fields.Count == 0)
        {
            if (MissingHeader.IsPage(_record))
            {
                report.Add(ErrorKind.Workbook, Messages.WorkbookPage);
            }
            else
            {
                report.Add(ErrorKind.NoHeader, _record.LineNumber, null, null, MissingHeader.Describe(_record, records));
            }

            return false;
        }

        foreach (var field in columns.Missing)
        {
            var hint = columns.MisspeltHeaderOf(field) is { } header ? Messages.FormatMissingColumnHint(header) : string.Empty;
            report.Add(ErrorKind.MissingColumn, _record.LineNumber, field.Name, null, field, hint);
        }

        foreach (var (column, field) in columns.Duplicates)
        {
            var header = columns.HeaderAt(column);
            report.Add(ErrorKind.DuplicateColumn, _record.LineNumber, header, null, Messages.FormatDuplicateColumnBoth(columns.HeaderOf(field), header), field);
        }

        report.Columns = columns;
        return true;
    }

    private void CheckRow()
    {
        _code = Cell.Label(report.Columns!.CellOf(_record, AgentField.Code));
        if (_record.Fault is { } fault)
        {
            ReportAt(fault.Line, fault.Kind);
            NoteCode();
            return;
        }

        if (report.Columns.HasTooManyCells(_record))
        {
            // Which cell is the one too many is not known, so nothing is said about the others.
            ReportAt(_record.LineNumber, ErrorKind.TooManyCells);
            NoteCode();
            return;
        }

        if (AgentField.IsExample(_code))
        {
            ReportAt(_record.LineNumber, ErrorKind.ExampleRow);
            return;
        }

        if (report.Columns.ToRow(_record).FindNonAgent() is { } other && !options.Accepted.Contains(other.Kind))
        {
            ReportAt(_record.LineNumber, other.Kind, other.Field, other.Detail);
            return;
        }

        foreach (var field in report.Columns.AgentFields)
        {
            var cell = report.Columns.CellOf(_record, field);
            if ((Unaccepted(_doubt.Of(field, cell)) ?? Unaccepted(field.Read(cell).Fault)) is { } found)
            {
                Report(field, found.Kind, report.Columns.HeaderOf(field), found.Detail);
            }
        }

        if (options.HasPhoneSystem && report.Columns.HasQueues)
        {
            CheckQueues();
        }

        NoteCode();
        NoteLoginName();
    }

    private CellFault? Unaccepted(CellFault? fault) => fault is not null && options.Accepted.Contains(fault.Kind) ? null : fault;

    /// <summary>A row without a queue has nothing to be signed in to.</summary>
    private void CheckQueues()
    {
        if (string.IsNullOrWhiteSpace(report.Columns!.CellOf(_record, QueueField.Queue)))
        {
            return;
        }

        foreach (var field in QueueField.All)
        {
            var cell = report.Columns!.CellOf(_record, field);
            if (Unaccepted(QueueField.Read(field, cell, ValueRule.Number).Fault) is { } found)
            {
                Report(field, found.Kind, report.Columns.HeaderOf(field), found.Detail);
            }
        }
    }

    private void NoteCode() => Note(AgentField.Code, _codes, ErrorKind.DuplicateCode);

    private void NoteLoginName() => Note(AgentField.LoginName, _loginNames, ErrorKind.DuplicateLoginName);

    private void Note(AgentField field, Dictionary<string, int> lines, ErrorKind kind)
    {
        var text = report.Columns!.CellOf(_record, field).Trim();
        if (text.Length == 0)
        {
            return;
        }

        if (lines.TryGetValue(text, out var first))
        {
            Report(field, kind, first);
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
        if (options.Accepted.Contains(ErrorKind.LostLeadingZero))
        {
            return;
        }

        var numbers = _codes.Where(code => code.Key.All(character => character is >= '0' and <= '9')).ToList();
        var widths = numbers.Where(code => code.Key[0] == '0').Select(code => code.Key.Length).Distinct();
        var width = widths.FirstOrDefault(one => numbers.Count(code => code.Key.Length == one) * 2 > numbers.Count);
        foreach (var code in numbers.Where(code => code.Key.Length < width && code.Key[0] != '0'))
        {
            report.FaultyLines.Add(code.Value);
            var column = report.Columns!.HeaderOf(AgentField.Code);
            var expected = Messages.FormatLostLeadingZeroExpected(code.Key.PadLeft(width, '0'), width);
            report.Add(ErrorKind.LostLeadingZero, code.Value, column, code.Key, column, expected);
        }
    }

    /// <summary>Where most codes are written in one way, with or without signs between letters and digits, one that is not may have been changed.</summary>
    private void FindOddCodes()
    {
        const int MinCodes = 3;
        if (options.Accepted.Contains(ErrorKind.UnlikeOthers))
        {
            return;
        }

        var codes = _codes.Where(code => !_linesOfFaultyCodes.Contains(code.Value)).Select(code => (Text: code.Key, Line: code.Value, Shape: ShapeOf(code.Key))).ToList();
        var usual = codes.GroupBy(code => code.Shape).FirstOrDefault(group => group.Count() >= MinCodes && group.Count() * 4 >= codes.Count * 3);
        if (usual is null)
        {
            return;
        }

        foreach (var code in codes.Where(code => code.Shape != usual.Key))
        {
            report.FaultyLines.Add(code.Line);
            var column = report.Columns!.HeaderOf(AgentField.Code);
            var patterns = Messages.FormatUnlikeOthersPatterns(Pattern(code.Text), Pattern(usual.First().Text));
            report.Add(ErrorKind.UnlikeOthers, code.Line, column, Cell.Label(code.Text), column, patterns);
        }
    }

    // Letters and digits may be mixed, and codes grow longer; signs, and letters alone, are something else.
    private static string ShapeOf(string code) =>
        !code.Any(char.IsDigit) ? "A" : code.All(char.IsLetterOrDigit) ? "9" : Regex.Replace(Regex.Replace(code, @"\p{L}+", "A"), "[0-9]+", "9");

    private static string? Pattern(string code) => Cell.Label(Regex.Replace(Regex.Replace(code, @"\p{L}", "A"), @"\p{Nd}", "9"));

    private void Report(Field field, ErrorKind kind, params object?[] details)
    {
        report.FaultyLines.Add(_record.LineNumber);
        report.Add(kind, _record.LineNumber, report.Columns!.HeaderOf(field), _code, details);
        if (field == AgentField.Code)
        {
            _linesOfFaultyCodes.Add(_record.LineNumber);
        }
    }

    /// <summary>Reports a fault that is no column's, of which a row may have several in different lines.</summary>
    private void ReportAt(int line, ErrorKind kind, params object?[] details)
    {
        report.FaultyLines.Add(_record.LineNumber);
        report.Add(_record.LineNumber, new AgentFileFault(line, null, _code, Failure.InFile(kind, line, _code, details)));
    }
}
