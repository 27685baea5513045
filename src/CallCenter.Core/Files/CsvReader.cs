using System.Collections.Generic;
using System.IO;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>
/// Reads comma-separated values (RFC 4180) record by record, from anything: a fault of form belongs to its record, and the
/// records behind it are read all the same.
/// </summary>
/// <remarks>
/// A quote that is never closed would swallow the rest of the file. When one proves to be unclosed, reading goes on at the line
/// behind the one it opened in.
/// </remarks>
public sealed class CsvReader
{
    /// <summary>The most characters a cell may have, as in Excel. It bounds the memory that a file can take.</summary>
    public const int MaxCellLength = 32_767;

    /// <summary>The most cells a record may have.</summary>
    public const int MaxCells = 1_024;

    private const char Quote = '"';
    private const char ByteOrderMark = '\uFEFF';

    private readonly CharSource _source;
    private readonly StringBuilder _text = new();
    private int _width;
    private bool _wasQuoted;
    private int _cell;
    private CsvFault? _fault;

    /// <summary>Starts at the first record.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="delimiter">What separates cells; null to find out.</param>
    public CsvReader(TextReader reader, char? delimiter = null)
    {
        _source = new CharSource(reader);
        while (_source.Peek() == ByteOrderMark)
        {
            _source.Skip();
        }

        if (CsvDelimiter.IsTypeLine(_source))
        {
            while (_source.Peek() is not (< 0 or '\r' or '\n'))
            {
                _source.Skip();
            }
        }

        var announced = CsvDelimiter.FromFirstLine(_source, out var length);
        for (; announced is not null && length > 0; length--)
        {
            _source.Skip();
        }

        Delimiter = delimiter ?? announced ?? CsvDelimiter.FromHeader(_source);
    }

    /// <summary>What separates the cells.</summary>
    public char Delimiter { get; }

    /// <summary>The records that were not read yet. Blank lines are left out.</summary>
    public IEnumerable<CsvRecord> Read()
    {
        while (_source.Peek() >= 0)
        {
            var record = ReadRecord();
            var isBlankLine = record.Cells.Count == 1 && !_wasQuoted && record.IsBlank;
            if (!isBlankLine)
            {
                yield return record;
            }
        }
    }

    private CsvRecord ReadRecord()
    {
        var line = _source.Line;
        var cells = new List<string>(_width);
        _fault = null;
        for (_cell = 0; ; _cell++)
        {
            var wentBack = !ReadCell();
            if (cells.Count < MaxCells)
            {
                cells.Add(_text.ToString());
            }
            else if (_text.Length > 0)
            {
                _fault ??= new CsvFault(ErrorKind.TooManyCells, line, 1);
            }

            if (wentBack)
            {
                break;
            }

            if (_source.Peek() == Delimiter)
            {
                _source.Skip();
                continue;
            }

            if (_source.Peek() >= 0)
            {
                _source.SkipLineBreak();
            }

            break;
        }

        _width = cells.Count;
        return new CsvRecord(line, cells, _fault);
    }

    /// <summary>Reads a cell up to what ends it; false when its record ended with it and the next line is where to go on.</summary>
    private bool ReadCell()
    {
        _text.Clear();
        _wasQuoted = false;
        var blankSoFar = true;
        while (_source.Peek() is var next && !EndsCell(next))
        {
            // A quote inside a text stands for itself; only blanks may come before one that opens.
            if (next == Quote && blankSoFar && !_wasQuoted)
            {
                if (!ReadQuoted())
                {
                    return false;
                }

                blankSoFar = false;
                continue;
            }

            blankSoFar &= next == ' ';
            _source.Skip();
            Append((char)next);
        }

        return true;
    }

    private bool ReadQuoted()
    {
        var openedIn = _source.Line;
        _wasQuoted = true;
        _text.Clear();
        _source.Skip();
        while (true)
        {
            var next = _source.Peek();

            // Many lines in one cell that is too long as well: the quote that ends it belongs to another row.
            if (next < 0 || (_source.IsMarked && _text.Length >= MaxCellLength - 1))
            {
                return GiveUp(ErrorKind.UnclosedQuote, openedIn);
            }

            if (next is '\r' or '\n')
            {
                AppendLineBreak();
                continue;
            }

            _source.Skip();
            if (next == Quote)
            {
                if (_source.Peek() != Quote)
                {
                    break;
                }

                _source.Skip();
            }

            Append((char)next);
        }

        while (_source.Peek() == ' ')
        {
            _source.Skip();
        }

        if (!EndsCell(_source.Peek()))
        {
            return GiveUp(ErrorKind.TextAfterQuote, openedIn);
        }

        _source.Release();
        return true;
    }

    /// <summary>Notes the fault, and goes back to the line behind the quote's if the cell went past it.</summary>
    private bool GiveUp(ErrorKind kind, int line)
    {
        _fault ??= new CsvFault(kind, line, _cell);
        if (!_source.IsMarked)
        {
            return true;
        }

        _source.Rewind();
        return false;
    }

    private void AppendLineBreak()
    {
        foreach (var character in _source.SkipLineBreak())
        {
            Append(character);
        }

        if (!_source.IsMarked)
        {
            _source.Mark();
        }
    }

    private void Append(char character)
    {
        if (_text.Length < MaxCellLength)
        {
            _text.Append(character);
        }
        else
        {
            _fault ??= new CsvFault(ErrorKind.CellTooLong, _source.Line, _cell);
        }
    }

    private bool EndsCell(int character) => character is < 0 or '\r' or '\n' || character == Delimiter;
}
