using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace CallCenter.Quickstart;

/// <summary>Reads the sample file without PowerShell's Import-Csv.</summary>
internal static class CsvFile
{
    /// <summary>The records of a file, each by the names in its first line.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var names = ReadRecord(reader) ?? throw new InvalidDataException(path + " is empty.");
        while (ReadRecord(reader) is { } cells)
        {
            var record = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < names.Count; i++)
            {
                record[names[i]] = i < cells.Count ? cells[i] : string.Empty;
            }

            yield return record;
        }
    }

    private static List<string>? ReadRecord(StreamReader reader)
    {
        if (reader.Peek() < 0)
        {
            return null;
        }

        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        while (reader.Read() is var next and >= 0)
        {
            var character = (char)next;
            if (character == '"' && quoted && reader.Peek() == '"')
            {
                cell.Append((char)reader.Read());
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (!quoted && character == '\n')
            {
                break;
            }
            else if (quoted || character != '\r')
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
