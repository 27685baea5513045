using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>A CSV file with columns for queues and extensions: a roster, or changes that were saved.</summary>
public static class RosterFile
{
    /// <summary>Reads the whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">The encoding; null to find out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CallCenterException">The file cannot be read, is no text, has no rows, or lacks a column.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static IReadOnlyList<RosterLine> Read(string path, Encoding? encoding = null, CancellationToken cancellationToken = default)
    {
        try
        {
            using var file = TextFile.Open(path);
            var (records, text) = TextFile.Read(file, encoding, (reader, _) => RecordsOf(reader), cancellationToken);
            return text.Fault is var (kind, details) ? throw Failure.Session(kind, details) : LinesOf(records!);
        }
        catch (Exception exception) when (TextFile.IsAccessError(exception))
        {
            throw Failure.Session(ErrorKind.FileUnreadable, path, exception.Message);
        }
    }

    private static List<CsvRecord> RecordsOf(TextReader reader) => [.. new CsvReader(reader).Read().Where(record => !record.IsBlank)];

    private static RosterLine[] LinesOf(List<CsvRecord> records)
    {
        var header = records.FirstOrDefault();
        if (header?.Fault is { } fault)
        {
            throw Failure.InFile(fault.Kind, fault.Line, null);
        }

        var columns = AgentColumns.Map(header?.Cells ?? []);
        foreach (var field in QueueField.All)
        {
            RequireColumn(columns, header, field);
        }

        return records.Count > 1 ? [.. records.Skip(1).Select(record => LineOf(columns, record))] : throw Failure.Session(ErrorKind.NoRows);
    }

    private static void RequireColumn(AgentColumns columns, CsvRecord? header, Field field)
    {
        var line = header?.LineNumber ?? 1;
        if (columns.IndexOf(field) < 0)
        {
            var hint = columns.MisspeltHeaderOf(field) is { } similar ? Messages.FormatMissingColumnHint(similar) : string.Empty;
            throw Failure.InFile(ErrorKind.MissingColumn, line, null, field, hint);
        }

        var same = header!.Cells.Where(cell => HeaderName.Find(cell) == field).ToList();
        if (same.Count > 1)
        {
            throw Failure.InFile(ErrorKind.DuplicateColumn, line, null, Messages.FormatDuplicateColumnBoth(Cell.Label(same[0]), Cell.Label(same[1])), field);
        }
    }

    private static RosterLine LineOf(AgentColumns columns, CsvRecord record)
    {
        var damaged = QueueField.All.FirstOrDefault(field => columns.CellOf(record, field).IndexOf(TextEncodingDetector.Undecodable) >= 0);
        var fault = record.Fault is { } form ? Failure.InFile(form.Kind, form.Line, null)
            : columns.HasTooManyCells(record) ? Failure.InFile(ErrorKind.TooManyCells, record.LineNumber, null)
            : damaged is not null ? Failure.InFile(ErrorKind.DamagedCharacter, record.LineNumber, null, columns.HeaderOf(damaged))
            : null;
        var others = columns.ToRow(record).Cells.Where(cell => !QueueField.All.Contains(HeaderName.Find(cell.Key)));
        return new(
            record.LineNumber,
            [.. QueueField.All.Select(field => new KeyValuePair<string, string>(field.PropertyName, columns.CellOf(record, field))), .. others],
            fault);
    }
}

/// <summary>A line of a roster.</summary>
/// <param name="Line">The physical line in which it starts, from 1.</param>
/// <param name="Cells">Its cells: <c>queue</c> and <c>extension</c>, whatever their columns are called, and the others by their headers.</param>
/// <param name="Fault">What is wrong with its form; null when nothing is.</param>
public sealed record RosterLine(int Line, IReadOnlyList<KeyValuePair<string, string>> Cells, CallCenterException? Fault);
