using System;
using System.IO;
using System.Text;
using System.Threading;

namespace CallCenter.Core.Files;

/// <summary>
/// Decodes a file while it finds out how the file is encoded, so that one pass does both. It decodes as the beginning suggests;
/// all of the file may prove that wrong.
/// </summary>
internal sealed class DetectingReader : TextReader
{
    // Some thousand rows, among which a name in the language of the others is likely.
    private const int HeadSize = 256 * 1024;

    private readonly Func<byte[], int, int, int> _read;
    private readonly Encoding? _forced;
    private readonly CancellationToken _cancellationToken;
    private readonly TextEncodingDetector _detector = new();
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[HeadSize];
    private int _position;
    private int _length;
    private bool _isAtEnd;

    /// <summary>Reads the beginning.</summary>
    /// <param name="read">Reads the next bytes of the file, which is at its start, into a place and for a count, and says how many there were.</param>
    /// <param name="forced">The encoding to use whatever the bytes look like; null to find out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public DetectingReader(Func<byte[], int, int, int> read, Encoding? forced, CancellationToken cancellationToken)
    {
        _read = read;
        _forced = forced;
        _cancellationToken = cancellationToken;
        while (_length < _bytes.Length && Fill())
        {
        }

        Guess = _detector.Detect(forced, isWhole: _isAtEnd);
        _decoder = Guess.Encoding.GetDecoder();
    }

    /// <summary>How the file is decoded, by its beginning.</summary>
    public DetectedText Guess { get; }

    /// <summary>Reads what is left of the file, and says how all of it is encoded.</summary>
    public DetectedText Finish()
    {
        while (!_isAtEnd)
        {
            _length = 0;
            Fill();
        }

        return _detector.Detect(_forced, isWhole: true);
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        while (true)
        {
            _decoder.Convert(_bytes, _position, _length - _position, buffer, index, count, flush: _isAtEnd, out var bytes, out var characters, out _);
            _position += bytes;
            if (characters > 0)
            {
                return characters;
            }

            if (_isAtEnd)
            {
                return 0;
            }

            (_position, _length) = (0, 0);
            Fill();
        }
    }

    private bool Fill()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var read = _read(_bytes, _length, _bytes.Length - _length);
        _detector.Add(_bytes, _length, read);
        _length += read;
        _isAtEnd = read == 0;
        return read > 0;
    }
}
