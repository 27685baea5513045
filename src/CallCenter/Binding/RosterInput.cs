using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading;
using CallCenter.Core.Files;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>A row of a roster, or of saved changes.</summary>
/// <param name="Number">Its number in the pipeline, or its line in the file, from 1.</param>
/// <param name="Subject">The row in words.</param>
/// <param name="Row">Its properties.</param>
/// <param name="Fault">What is wrong with its form; null when nothing is.</param>
internal sealed record RosterInputRow(int Number, string Subject, PSObject Row, CallCenterException? Fault = null);

/// <summary>Reads the roster, or the saved changes, that a command is given: a file, or rows from the pipeline.</summary>
/// <param name="lostZero">Finds numbers that lost their leading zeros.</param>
/// <param name="floor">Tells what the phone system lists, where such a number is in doubt; null where it does not tell.</param>
internal sealed class RosterInput(LostZero lostZero, Func<Floor?> floor)
{
    private readonly Dictionary<QueueMember, RosterInputRow> _rows = [];
    private readonly List<QueueMember> _entries = [];
    private readonly List<QueueChange> _changes = [];

    /// <summary>The extensions that the roster wants in queues.</summary>
    public IReadOnlyList<QueueMember> Entries => _entries;

    /// <summary>The changes, from rows that have an action.</summary>
    public IReadOnlyList<QueueChange> Changes => _changes;

    /// <summary>How many rows could not be used.</summary>
    public int FaultyRows { get; private set; }

    /// <summary>The lines of the files that a path names.</summary>
    /// <exception cref="CallCenterException">A file cannot be used.</exception>
    public static IEnumerable<RosterInputRow> RowsOf(PSCmdlet command, string? path, string? literalPath, Encoding? encoding, CancellationToken cancellationToken) =>
        from file in literalPath is null ? FilesOf(command, path!) : [command.GetUnresolvedProviderPathFromPSPath(literalPath)]
        from line in RosterFile.Read(file, encoding, cancellationToken)
        let row = (PSObject)InputRow.From(line.Cells.Select(cell => (cell.Key, (object?)cell.Value)))
        select new RosterInputRow(line.Line, Messages.FormatSubjectLine(line.Line), row, line.Fault);

    /// <summary>Whether a roster covers an extension.</summary>
    /// <param name="extensions">The extensions that it covers, with wildcards; null for all.</param>
    /// <param name="command">The command, for an error.</param>
    /// <exception cref="CallCenterException">A name cannot be used. A blank one never means all.</exception>
    public static Func<string, bool> ScopeOf(string?[]? extensions, string command)
    {
        if (extensions is null)
        {
            return _ => true;
        }

        var names = NamePatterns.Read("Extension", extensions, command);
        return extension => names.Any(name => name.Pattern.IsMatch(extension));
    }

    /// <summary>A row as an error hands it back.</summary>
    public static object Shown(PSObject row) =>
        InputRow.WithoutPassword(InputRow.From(row, from name in (string[])["Queue", "Extension", nameof(QueueChange.Action)] select (name, row.Properties[name]?.Value)));

    /// <summary>Adds a row.</summary>
    /// <exception cref="CallCenterException">It cannot be used.</exception>
    public void Add(RosterInputRow input)
    {
        try
        {
            AddRow(input);
        }
        catch (CallCenterException)
        {
            FaultyRows++;
            throw;
        }
    }

    /// <summary>The queues that the roster names and the phone system does not list.</summary>
    public IEnumerable<string> FindUnlistedQueues(Floor floor) => _entries.Select(entry => entry.Queue).Distinct().Except(floor.Queues!.Queues);

    /// <summary>The row that a change came in; null for one that was compared now.</summary>
    public PSObject? RowOf(QueueChange change) =>
        _changes.Count > 0 && _rows.TryGetValue(new(change.Queue, change.Extension), out var input) ? input.Row : null;

    /// <summary>A change with the other columns of the row that asked for it.</summary>
    public object WithRowColumns(CcQueueChange change) =>
        _rows.TryGetValue(new(change.Queue, change.Extension), out var input) ? InputRow.WithRowColumns(change, input.Row, Used) : change;

    private static HashSet<string> Used { get; } = new(QueueField.All.SelectMany(field => field.Names), StringComparer.OrdinalIgnoreCase);

    private static Collection<string> FilesOf(PSCmdlet command, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [command.GetUnresolvedProviderPathFromPSPath(path)];
        }

        var files = command.GetResolvedProviderPathFromPSPath(path, out _);
        return files.Count > 0 ? files : throw Failure.Session(ErrorKind.FileUnreadable, path, Messages.FileNoMatch);
    }

    private static string?[] CellsOf(PSObject row, IReadOnlyList<string> names) =>
        names.Select(name => row.Properties[name]).FirstOrDefault(property => property is not null) switch
        {
            null => [],
            { Value: var value } => Values.Plain(value) switch
            {
                null => [null],
                Enum word => [word.ToString()],
                _ => Values.Texts(value),
            },
        };

    private void AddRow(RosterInputRow input)
    {
        if (input.Fault is not null)
        {
            throw input.Fault;
        }

        InputRow.RequireColumns(input.Row, input.Subject);
        var row = RosterRow.Read(CellsWithZeros, input.Subject);
        foreach (var entry in row.Entries.Where(entry => !_rows.ContainsKey(entry)))
        {
            _rows.Add(entry, input);
            _entries.Add(entry);
        }

        if (row.Change is { } change)
        {
            var key = new QueueMember(change.Queue, change.Extension);
            if (_rows.TryGetValue(key, out var before))
            {
                throw Failure.Local(
                    ErrorKind.DuplicateRow, input.Subject, Messages.FormatKeyQueue(Cell.Label(change.Extension), Cell.Label(change.Queue)), before.Number);
            }

            _rows.Add(key, input);
            _changes.Add(change);
        }

        string?[] CellsWithZeros(IReadOnlyList<string> names)
        {
            var cells = CellsOf(input.Row, names);
            if (names == QueueField.Queue.Names)
            {
                lostZero.Refuse(input.Subject, cells, number => floor()?.QueueWithZeros(number), Messages.LostZeroPhoneSystem);
            }
            else if (names == QueueField.Extension.Names)
            {
                lostZero.Refuse(input.Subject, cells, number => floor()?.ExtensionWithZeros(number), Messages.LostZeroPhoneSystem);
            }

            return cells;
        }
    }
}
