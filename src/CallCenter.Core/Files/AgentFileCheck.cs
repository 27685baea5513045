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
internal sealed class AgentFileCheck(AgentFileOptions options, DetectedText text)
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _loginNames = new(StringComparer.Ordinal);
    private readonly HashSet<int> _linesOfFaultyCodes = [];
    private readonly EncodingDoubt _doubt = new(text);

    // The row at hand.
    private CsvRecord _record = null!;
    private string? _code;

    /// <summary>What is wrong.</summary>
    public FaultList Faults { get; } = new(options.MaximumFaults);

    /// <summary>What separates the cells.</summary>
    public char Delimiter { get; private set; }

    /// <summary>The columns; null until there was a header line that names one.</summary>
    public AgentColumns? Columns { get; private set; }

    /// <summary>How many rows there were.</summary>
    public int RowCount { get; private set; }

    /// <summary>The lines of the rows that have a fault.</summary>
    public HashSet<int> FaultyLines { get; } = [];

    /// <summary>The hashes of the records, the header's first.</summary>
    public List<ulong> Hashes { get; } = [];

    /// <summary>Checks all of it.</summary>
    public void Run(CsvReader csv, CancellationToken cancellationToken)
    {
        Delimiter = csv.Delimiter;
        using var records = csv.Read().Where(record => !record.IsBlank).GetEnumerator();
        if (!records.MoveNext())
        {
            Faults.Add(ErrorKind.NoHeader, Messages.NoHeaderEmpty);
            return;
        }

        _record = records.Current;
        Hashes.Add(_record.Hash());
        if (!CheckHeader(records))
        {
            return;
        }

        while (records.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _record = records.Current;
            Hashes.Add(_record.Hash());
            RowCount++;
            CheckRow();
        }

        if (RowCount == 0)
        {
            Faults.Add(ErrorKind.NoRows);
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
            Faults.Add(fault.Kind, fault.Line, null, null);
            return false;
        }

        if (columns.Fields.Count == 0)
        {
            if (MissingHeader.IsPage(_record))
            {
                Faults.Add(ErrorKind.Workbook, Messages.WorkbookPage);
            }
            else
            {
                Faults.Add(ErrorKind.NoHeader, _record.LineNumber, null, null, MissingHeader.Describe(_record, records));
            }

            return false;
        }

        foreach (var field in columns.Missing)
        {
            var hint = columns.MisspeltHeaderOf(field) is { } header ? Messages.FormatMissingColumnHint(header) : string.Empty;
            Faults.Add(ErrorKind.MissingColumn, _record.LineNumber, field.Name, null, field, hint);
        }

        foreach (var (column, field) in columns.Duplicates)
        {
            var header = columns.HeaderAt(column);
            Faults.Add(ErrorKind.DuplicateColumn, _record.LineNumber, header, null, Messages.FormatDuplicateColumnBoth(columns.HeaderOf(field), header), field);
        }

        Columns = columns;
        return true;
    }

    private void CheckRow()
    {
        _code = Cell.Label(Columns!.CellOf(_record, AgentField.Code));
        if (_record.Fault is { } fault)
        {
            ReportAt(fault.Line, fault.Kind);
            NoteCode();
            return;
        }

        if (Columns.HasTooManyCells(_record))
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

        if (Columns.ToRow(_record).FindNonAgent() is { } other && !options.Accepted.Contains(other.Kind))
        {
            ReportAt(_record.LineNumber, other.Kind, other.Field, other.Detail);
            return;
        }

        foreach (var field in Columns.AgentFields)
        {
            var cell = Columns.CellOf(_record, field);
            if ((Unaccepted(_doubt.Of(field, cell)) ?? Unaccepted(field.Read(cell).Fault)) is { } found)
            {
                Report(field, found.Kind, Columns.HeaderOf(field), found.Detail);
            }
        }

        if (options.HasPhoneSystem && Columns.HasQueues)
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
        if (string.IsNullOrWhiteSpace(Columns!.CellOf(_record, QueueField.Queue)))
        {
            return;
        }

        foreach (var field in QueueField.All)
        {
            var cell = Columns!.CellOf(_record, field);
            if (Unaccepted(QueueField.Read(field, cell, ValueRule.Number).Fault) is { } found)
            {
                Report(field, found.Kind, Columns.HeaderOf(field), found.Detail);
            }
        }
    }

    private void NoteCode() => Note(AgentField.Code, _codes, ErrorKind.DuplicateCode);

    private void NoteLoginName() => Note(AgentField.LoginName, _loginNames, ErrorKind.DuplicateLoginName);

    private void Note(AgentField field, Dictionary<string, int> lines, ErrorKind kind)
    {
        var text = Columns!.CellOf(_record, field).Trim();
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
        var numbers = _codes.Where(code => code.Key.All(character => character is >= '0' and <= '9')).ToList();
        var width = numbers.GroupBy(code => code.Key.Length).Where(group => group.Count() * 2 > numbers.Count).Select(group => group.Key).FirstOrDefault();
        if (options.Accepted.Contains(ErrorKind.LostLeadingZero) || !numbers.Any(code => code.Key.Length == width && code.Key[0] == '0'))
        {
            return;
        }

        foreach (var code in numbers.Where(code => code.Key.Length < width && code.Key[0] != '0'))
        {
            FaultyLines.Add(code.Value);
            var column = Columns!.HeaderOf(AgentField.Code);
            var expected = Messages.FormatLostLeadingZeroExpected(code.Key.PadLeft(width, '0'), width);
            Faults.Add(ErrorKind.LostLeadingZero, code.Value, column, code.Key, column, expected);
        }
    }

    /// <summary>Where most codes are written in one way, with or without signs between letters and digits, one that is not may have been changed.</summary>
    private void FindOddCodes()
    {
        const int MinCodes = 3;
        var codes = _codes.Where(code => !_linesOfFaultyCodes.Contains(code.Value)).ToList();
        var usual = codes.GroupBy(code => ShapeOf(code.Key)).FirstOrDefault(group => group.Count() >= MinCodes && group.Count() * 4 >= codes.Count * 3)?.ToList();
        if (usual is null || options.Accepted.Contains(ErrorKind.UnlikeOthers))
        {
            return;
        }

        foreach (var code in codes.Except(usual))
        {
            FaultyLines.Add(code.Value);
            var column = Columns!.HeaderOf(AgentField.Code);
            var patterns = Messages.FormatUnlikeOthersPatterns(Pattern(code.Key), Pattern(usual[0].Key));
            Faults.Add(ErrorKind.UnlikeOthers, code.Value, column, Cell.Label(code.Key), column, patterns);
        }
    }

    // Letters and digits may be mixed, and codes grow longer; signs, and letters alone, are something else.
    private static string ShapeOf(string code) =>
        !code.Any(char.IsDigit) ? "A" : code.All(char.IsLetterOrDigit) ? "9" : Regex.Replace(Regex.Replace(code, @"\p{L}+", "A"), "[0-9]+", "9");

    private static string? Pattern(string code) => Cell.Label(Regex.Replace(Regex.Replace(code, @"\p{L}", "A"), @"\p{Nd}", "9"));

    private void Report(Field field, ErrorKind kind, params object?[] details)
    {
        FaultyLines.Add(_record.LineNumber);
        Faults.Add(kind, _record.LineNumber, Columns!.HeaderOf(field), _code, details);
        if (field == AgentField.Code)
        {
            _linesOfFaultyCodes.Add(_record.LineNumber);
        }
    }

    /// <summary>Reports a fault that is no column's, of which a row may have several in different lines.</summary>
    private void ReportAt(int line, ErrorKind kind, params object?[] details)
    {
        FaultyLines.Add(_record.LineNumber);
        Faults.Add(_record.LineNumber, new AgentFileFault(line, null, _code, Failure.InFile(kind, line, _code, details)));
    }
}
