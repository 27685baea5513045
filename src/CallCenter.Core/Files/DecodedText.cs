using System;
using System.IO;
using System.Text;

namespace CallCenter.Core.Files;

/// <summary>The text of a file. A character that the end of the file cuts in two is one that cannot be decoded.</summary>
/// <remarks>The StreamReader of .NET Framework leaves such a character out, and nobody learns that the file is damaged.</remarks>
internal sealed class DecodedText(Stream stream, Encoding encoding) : TextReader
{
    private const int BlockSize = 64 * 1024;

    private readonly Decoder _decoder = encoding.GetDecoder();
    private readonly byte[] _bytes = new byte[BlockSize];
    private readonly char[] _chars = new char[encoding.GetMaxCharCount(BlockSize)];
    private int _position;
    private int _length;

    /// <inheritdoc/>
    public override int Peek() => _position < _length || Fill() ? _chars[_position] : -1;

    /// <inheritdoc/>
    public override int Read()
    {
        var next = Peek();
        _position += next < 0 ? 0 : 1;
        return next;
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        var taken = Peek() < 0 ? 0 : Math.Min(count, _length - _position);
        Array.Copy(_chars, _position, buffer, index, taken);
        _position += taken;
        return taken;
    }

    private bool Fill()
    {
        int read;
        do
        {
            read = stream.Read(_bytes, 0, BlockSize);
            _position = 0;
            _length = _decoder.GetChars(_bytes, 0, read, _chars, 0, flush: read == 0);
        }
        while (_length == 0 && read > 0);

        return _length > 0;
    }
}
