using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>
/// Which column of a file is which field, of an agent or of its queues, by its header: the parameter's name, the vendor's JSON
/// name or the Chinese name, however it is cased and spaced.
/// </summary>
public sealed class AgentColumns
{
    private readonly Dictionary<Field, int> _indexes = [];
    private readonly string[] _headers;
    private readonly List<(int Column, Field Field)> _duplicates = [];
    private readonly List<int> _unknown = [];
    private readonly List<(int Column, string Header)> _shown = [];

    private AgentColumns(IEnumerable<string> headers)
    {
        _headers = [.. headers.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()];
        for (var column = 0; column < _headers.Length; column++)
        {
            if (!string.IsNullOrWhiteSpace(_headers[column]) && !AgentField.IsNamedLikeAPassword(_headers[column]))
            {
                _shown.Add((column, _headers[column].Trim()));
            }

            if (HeaderName.Find(_headers[column]) is not { } field)
            {
                _unknown.Add(column);
            }
            else if (IndexOf(field) < 0)
            {
                _indexes.Add(field, column);
            }
            else if (field is AgentField)
            {
                _duplicates.Add((column, field));
            }
        }

        AgentFields = [.. _indexes.Keys.OfType<AgentField>()];
        Missing = [.. AgentField.All.Where(field => field.IsRequired && !_indexes.ContainsKey(field))];
        Notices = [.. _unknown.Select(DescribeUnknown).OfType<string>()];
    }

    /// <summary>How many columns there are; blank headers at the end do not count.</summary>
    public int Count => _headers.Length;

    /// <summary>The fields that have a column, in the order of the columns.</summary>
    public IReadOnlyCollection<Field> Fields => _indexes.Keys;

    /// <summary>The fields that every agent needs and that have no column.</summary>
    public IReadOnlyList<AgentField> Missing { get; }

    /// <summary>Whether there are columns for a queue and an extension.</summary>
    public bool HasQueues => QueueField.All.All(_indexes.ContainsKey);

    /// <summary>The columns that seem to be meant for something else, in words.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Those of <see cref="Fields"/> that an agent has.</summary>
    internal AgentField[] AgentFields { get; }

    /// <summary>The columns whose field an earlier column has.</summary>
    internal IReadOnlyList<(int Column, Field Field)> Duplicates => _duplicates;

    /// <summary>Finds out what the columns are.</summary>
    /// <param name="headers">The cells of the header line.</param>
    public static AgentColumns Map(IEnumerable<string> headers) => new(headers);

    /// <summary>The index of a field's column; -1 when it has none.</summary>
    public int IndexOf(Field field) => _indexes.TryGetValue(field, out var index) ? index : -1;

    /// <summary>Makes a record an agent's row. A cell is blank when it has no column, or when a fault may have put another field's cell there.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isFaulty">Whether the check found a fault in it.</param>
    /// <param name="accepted">The kinds of fault that are none in it.</param>
    public AgentRow ToRow(CsvRecord record, bool isFaulty = false, IReadOnlyCollection<ErrorKind>? accepted = null)
    {
        var misplaced = FirstMisplaced(record);
        var password = CellOf(record, AgentField.Password, misplaced);
        var row = new AgentRow
        {
            LineNumber = record.LineNumber,
            IsFaulty = isFaulty,
            Accepted = accepted ?? [],
            Password = string.IsNullOrWhiteSpace(password) ? null : new Secret(password),
            Queue = CellOf(record, QueueField.Queue, misplaced),
            Extension = CellOf(record, QueueField.Extension, misplaced),
            Cells = CellsOf(record, misplaced),
        };
        for (var i = 0; i < AgentField.All.Count; i++)
        {
            var field = AgentField.All[i];
            if (field != AgentField.Password)
            {
                row[field] = CellOf(record, field, misplaced);
            }
        }

        return row;
    }

    /// <summary>The header of a column, fit for a message.</summary>
    internal string HeaderAt(int column) => Cell.Label(HeaderName.Shown(_headers[column])) ?? string.Empty;

    /// <summary>The header of a field's column.</summary>
    internal string HeaderOf(Field field) => HeaderAt(_indexes[field]);

    /// <summary>The header that seems to be a misspelling of a field's name; null when none does.</summary>
    internal string? MisspeltHeaderOf(Field field) =>
        _unknown.Where(column => HeaderName.FindSimilar(_headers[column]) == field).Select(HeaderAt).FirstOrDefault();

    /// <summary>Whether a record has more than blanks behind the last column.</summary>
    internal bool HasTooManyCells(CsvRecord record)
    {
        for (var i = Count; i < record.Cells.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(record.Cells[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The cell of a field; blank when it has no column, or when a fault may have put another field's cell there: that could be
    /// the password.
    /// </summary>
    internal string CellOf(CsvRecord record, Field field) => CellOf(record, field, FirstMisplaced(record));

    private string CellOf(CsvRecord record, Field field, int misplaced)
    {
        var index = IndexOf(field);
        return index < misplaced ? record[index] : string.Empty;
    }

    private int FirstMisplaced(CsvRecord record) => record.Fault?.Cell ?? (HasTooManyCells(record) ? 1 : int.MaxValue);

    private List<KeyValuePair<string, string>> CellsOf(CsvRecord record, int misplaced)
    {
        var cells = new List<KeyValuePair<string, string>>(_shown.Count);
        foreach (var (column, header) in _shown)
        {
            if (column < misplaced)
            {
                cells.Add(new(header, record[column]));
            }
        }

        return cells;
    }

    /// <summary>A column that is not known only goes on with its row, unless it seems to be misspelt or has no name.</summary>
    private string? DescribeUnknown(int column)
    {
        var header = HeaderAt(column);
        return header.Length == 0 ? Messages.FormatNoticeUnnamedColumn(column + 1)
            : HeaderName.FindSimilar(_headers[column]) is { } similar && !_indexes.ContainsKey(similar)
                ? Messages.FormatNoticeMisspeltColumn(header, similar)
            : null;
    }
}
