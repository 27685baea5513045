using System;

namespace CallCenter.Core.Files;

/// <summary>Finds out what separates the cells of a CSV file, from its header line or from Excel's <c>sep=;</c> before it.</summary>
internal static class CsvDelimiter
{
    // By precedence, for a header in which they are equally many.
    private static readonly char[] Candidates = [',', ';', '\t'];

    /// <summary>The delimiter of Excel's first line; null when the file does not start with one.</summary>
    /// <param name="source">The file, at its start.</param>
    /// <param name="length">The length of that line.</param>
    public static char? FromFirstLine(CharSource source, out int length)
    {
        var index = source.Ahead(0) == '"' ? 1 : 0;
        var quoted = index == 1;
        length = 0;
        foreach (var character in "sep=")
        {
            if ((source.Ahead(index++) | 0x20) != (character | 0x20))
            {
                return null;
            }
        }

        var delimiter = source.Ahead(index++);
        if (quoted && source.Ahead(index++) != '"')
        {
            return null;
        }

        length = index;
        return delimiter is ',' or ';' or '\t' or '|' && source.Ahead(index) is -1 or '\r' or '\n' ? (char)delimiter : null;
    }

    /// <summary>Whether the first line is that of Windows PowerShell's Export-Csv, which names a type and no columns.</summary>
    /// <param name="source">The file, at its start.</param>
    public static bool IsTypeLine(CharSource source)
    {
        var index = source.Ahead(0) == '"' ? 1 : 0;
        foreach (var character in "#type ")
        {
            if (source.Ahead(index++) is var next && next != character && next != char.ToUpperInvariant(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The delimiter that the header line has most of, outside quotes.</summary>
    /// <param name="source">The file, before its header line.</param>
    public static char FromHeader(CharSource source)
    {
        var counts = new int[Candidates.Length];
        var quoted = false;
        var blank = true;
        for (var index = 0; source.Ahead(index) is var next and >= 0; index++)
        {
            var character = (char)next;
            if (character == '"')
            {
                quoted = !quoted;
                blank = false;
            }
            else if (!quoted && character is '\r' or '\n')
            {
                if (!blank)
                {
                    break;
                }

                Array.Clear(counts, 0, counts.Length);
            }
            else if (!quoted)
            {
                blank &= char.IsWhiteSpace(character);
                for (var i = 0; i < Candidates.Length; i++)
                {
                    counts[i] += character == Candidates[i] ? 1 : 0;
                }
            }
        }

        var best = 0;
        for (var i = 1; i < Candidates.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Candidates[best];
    }
}
