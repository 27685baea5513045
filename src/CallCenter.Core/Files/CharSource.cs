using System;
using System.IO;

namespace CallCenter.Core.Files;

/// <summary>Characters one by one, with the line they stand in, and with a way back to a place that was marked.</summary>
internal sealed class CharSource
{
    private const int BlockSize = 32 * 1024;

    // Ctrl-Z, with which DOS and some programs since end a text.
    private const char EndMark = '\u001A';

    private readonly TextReader _reader;
    private char[] _buffer = new char[BlockSize];
    private int _position;
    private int _length;
    private int _mark = -1;
    private int _markLine;

    public CharSource(TextReader reader)
    {
        _reader = reader;
        while (_length < BlockSize && Fill())
        {
        }
    }

    /// <summary>The physical line of the next character, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Whether there is a place to go back to.</summary>
    public bool IsMarked => _mark >= 0;

    /// <summary>The next character of the first block, by its index; -1 behind its end.</summary>
    public int Ahead(int index) => _position + index < _length ? _buffer[_position + index] : -1;

    /// <summary>The next character; -1 at the end.</summary>
    public int Peek() => (_position < _length || Fill()) && !(_buffer[_position] == EndMark && IsAtEndMark()) ? _buffer[_position] : -1;

    /// <summary>Goes on by one character, which is not a line break.</summary>
    public void Skip() => _position++;

    /// <summary>Goes on behind a line break, and returns it: CR, LF or both.</summary>
    public string SkipLineBreak()
    {
        var first = Peek();
        Line++;
        _position++;
        if (first == '\n')
        {
            return "\n";
        }

        if (Peek() != '\n')
        {
            return "\r";
        }

        _position++;
        return "\r\n";
    }

    /// <summary>Marks this place.</summary>
    public void Mark()
    {
        _mark = _position;
        _markLine = Line;
    }

    /// <summary>Forgets the mark.</summary>
    public void Release() => _mark = -1;

    /// <summary>Goes back to the mark, and forgets it.</summary>
    public void Rewind()
    {
        _position = _mark;
        Line = _markLine;
        _mark = -1;
    }

    // Amid a text it is a character like others, and a fault.
    private bool IsAtEndMark()
    {
        var ahead = 0;
        while (_position + ahead < _length || Fill())
        {
            if (_buffer[_position + ahead] is not (EndMark or '\0' or '\r' or '\n' or ' '))
            {
                return false;
            }

            ahead++;
        }

        return true;
    }

    private bool Fill()
    {
        var kept = _mark >= 0 ? _mark : _position;
        if (kept > 0)
        {
            Array.Copy(_buffer, kept, _buffer, 0, _length - kept);
            _length -= kept;
            _position -= kept;
            _mark = _mark >= 0 ? 0 : -1;
        }

        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _reader.Read(_buffer, _length, _buffer.Length - _length);
        _length += read;
        return read > 0;
    }
}
