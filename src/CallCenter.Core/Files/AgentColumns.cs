using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>
/// Which column of a file is which field of an agent, by its header: the parameter's name, the vendor's JSON name or the
/// Chinese name, however it is cased and spaced.
/// </summary>
public sealed class AgentColumns
{
    private static readonly AgentField[] Mandatory = [AgentField.Code, AgentField.LoginName, AgentField.UserName];

    private readonly Dictionary<AgentField, int> _indexes = [];
    private readonly string[] _headers;
    private readonly List<(int Column, AgentField Field)> _duplicates = [];
    private readonly List<int> _unknown = [];

    private AgentColumns(IEnumerable<string> headers)
    {
        _headers = [.. headers.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()];
        for (var column = 0; column < _headers.Length; column++)
        {
            if (HeaderName.Find(_headers[column]) is not { } field)
            {
                _unknown.Add(column);
            }
            else if (IndexOf(field) < 0)
            {
                _indexes.Add(field, column);
            }
            else if (IsUsed(field))
            {
                _duplicates.Add((column, field));
            }
        }

        Missing = [.. Mandatory.Where(field => !_indexes.ContainsKey(field))];
        Notices = [.. _unknown.Select(DescribeUnknown), .. _indexes.Keys.Where(field => !IsUsed(field)).Select(DescribeUnused)];
    }

    /// <summary>How many columns there are; blank headers at the end do not count.</summary>
    public int Count => _headers.Length;

    /// <summary>The fields that have a column.</summary>
    public IReadOnlyCollection<AgentField> Fields => _indexes.Keys;

    /// <summary>The fields that every agent needs and that have no column.</summary>
    public IReadOnlyList<AgentField> Missing { get; }

    /// <summary>The columns that are not read, in words.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>The columns whose field an earlier column has.</summary>
    internal IReadOnlyList<(int Column, AgentField Field)> Duplicates => _duplicates;

    /// <summary>Finds out what the columns are.</summary>
    /// <param name="headers">The cells of the header line.</param>
    public static AgentColumns Map(IEnumerable<string> headers) => new(headers);

    /// <summary>Whether every agent needs the field.</summary>
    internal static bool IsMandatory(AgentField field) => Mandatory.Contains(field);

    /// <summary>The index of a field's column; -1 when it has none.</summary>
    public int IndexOf(AgentField field) => _indexes.TryGetValue(field, out var index) ? index : -1;

    /// <summary>The header of a column, fit for a message.</summary>
    internal string HeaderAt(int column) => Cell.Label(_headers[column]) ?? string.Empty;

    /// <summary>The header that seems to be a misspelling of a field's name; null when none does.</summary>
    internal string? MisspeltHeaderOf(AgentField field) =>
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
    internal string CellOf(CsvRecord record, AgentField field)
    {
        var index = IndexOf(field);
        var misplaced = record.Fault?.Cell ?? (HasTooManyCells(record) ? 1 : int.MaxValue);
        return index < misplaced ? record[index] : string.Empty;
    }

    /// <summary>Makes a record an agent's row.</summary>
    internal AgentRow ToRow(CsvRecord record)
    {
        var password = CellOf(record, AgentField.Password);
        return new AgentRow
        {
            Code = CellOf(record, AgentField.Code),
            LoginName = CellOf(record, AgentField.LoginName),
            UserName = CellOf(record, AgentField.UserName),
            Roles = [CellOf(record, AgentField.Role)],
            Org = CellOf(record, AgentField.Org),
            AgentQueues = [CellOf(record, AgentField.AgentQueue)],
            TenantId = CellOf(record, AgentField.TenantId),
            Namespace = CellOf(record, AgentField.Namespace),
            Status = CellOf(record, AgentField.Status),
            UseOnlineService = CellOf(record, AgentField.UseOnlineService),
            Gender = CellOf(record, AgentField.Gender),
            Phone = CellOf(record, AgentField.Phone),
            Email = CellOf(record, AgentField.Email),
            Password = string.IsNullOrWhiteSpace(password) ? null : new Secret(password),
        };
    }

    private static bool IsUsed(AgentField field) => field is not (AgentField.Queue or AgentField.Extension);

    private string DescribeUnused(AgentField field) => Messages.Format("Notice_UnusedColumn", HeaderAt(_indexes[field]));

    private string DescribeUnknown(int column)
    {
        var header = HeaderAt(column);
        return header.Length == 0 ? Messages.Format("Notice_UnnamedColumn", column + 1)
            : HeaderName.FindSimilar(_headers[column]) is { } similar && !_indexes.ContainsKey(similar)
                ? Messages.Format("Notice_MisspeltColumn", header, similar)
            : Messages.Format("Notice_UnknownColumn", header);
    }
}
