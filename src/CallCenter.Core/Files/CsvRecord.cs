using System;
using System.Collections.Generic;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>A record of a CSV file. It is a class with no text of its own, since a cell may hold a password.</summary>
public sealed class CsvRecord
{
    internal CsvRecord(int lineNumber, IReadOnlyList<string> cells, CsvFault? fault)
    {
        LineNumber = lineNumber;
        Cells = cells;
        Fault = fault;
    }

    /// <summary>The physical line in which the record starts, from 1.</summary>
    public int LineNumber { get; }

    /// <summary>The cells; with a fault, those before it and what could be read of the faulty one.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>What is wrong with the record's form; null when nothing is.</summary>
    public CsvFault? Fault { get; }

    /// <summary>The cell of that column; blank when the record ends before it.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : string.Empty;

    /// <summary>64 bits of a SHA-256 of the cells, which tell whether a record is still the one that was checked.</summary>
    internal ulong Hash()
    {
        // Each cell with its length before it, so that no two records read alike.
        var text = new StringBuilder();
        foreach (var cell in Cells)
        {
            text.Append(cell.Length).Append(':').Append(cell);
        }

        return BitConverter.ToUInt64(Sha256.Of(Encoding.UTF8.GetBytes(text.ToString())), 0);
    }

    /// <summary>Whether there is nothing in any cell, as in the rows that spreadsheets leave behind.</summary>
    public bool IsBlank
    {
        get
        {
            foreach (var cell in Cells)
            {
                if (!string.IsNullOrWhiteSpace(cell))
                {
                    return false;
                }
            }

            return Fault is null;
        }
    }
}

/// <summary>A fault in the form of a CSV record.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">The physical line it was found in; for quotes the line where the quote opened.</param>
/// <param name="Cell">The index of the cell from which on cells may be under the wrong header.</param>
public sealed record CsvFault(ErrorKind Kind, int Line, int Cell);
