using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Says what a file begins with whose first line names no column.</summary>
internal static class MissingHeader
{
    // Titles and notes above a header are a few lines.
    private const int LinesToSearch = 20;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>Whether the file is a page or XML that a program saved as .xls, which a spreadsheet opens all the same.</summary>
    public static bool IsPage(CsvRecord first) =>
        first[0].TrimStart() is var text && (text.StartsWith("<", StringComparison.Ordinal) || text.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong, in words. No cell is repeated but one that begins with the name of a column: others may be a row's, with its password.</summary>
    /// <param name="first">The first record.</param>
    /// <param name="others">The records behind it.</param>
    public static string Describe(CsvRecord first, IEnumerator<CsvRecord> others)
    {
        if (first.Cells.Count == 1 && IsHeader(first))
        {
            return Messages.NoHeaderQuoted;
        }

        if (first.Cells.FirstOrDefault(cell => HeaderName.Find(HeaderName.WithoutNote(cell)) is not null) is { } noted)
        {
            return Messages.FormatNoHeaderNotes(Cell.Label(HeaderName.Shown(noted)), HeaderName.WithoutNote(noted).Trim());
        }

        for (var count = 0; count < LinesToSearch && others.MoveNext(); count++)
        {
            if (IsHeader(others.Current))
            {
                return Messages.FormatNoHeaderBelow(others.Current.LineNumber);
            }
        }

        return Messages.NoHeaderUnknown;
    }

    // The first line may have led to another delimiter, or none.
    private static bool IsHeader(CsvRecord record) =>
        IsHeader(record.Cells) || (record.Cells.Count == 1 && Delimiters.Any(delimiter => IsHeader(record[0].Split(delimiter))));

    private static bool IsHeader(IEnumerable<string> cells) => AgentColumns.Map(cells).Missing.Count == 0;
}
