using System;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>
/// Finds out how a file is encoded: by its byte order mark, by the NULs of UTF-16, as UTF-8, and otherwise as GB18030, which
/// Excel in China writes.
/// </summary>
/// <remarks>
/// All bytes count, and none is kept: the only character beyond ASCII may stand in the last row. A file that is UTF-8
/// but for a few places is read as UTF-8, so that those few are faults of their rows; as GB18030 all of its names would silently
/// become others.
/// </remarks>
public sealed class TextEncodingDetector
{
    /// <summary>What stands for a byte that cannot be decoded.</summary>
    public const char Undecodable = '\uFFFD';

    private const int Gbk = 936;

    // One damaged byte among this many characters that may be UTF-8 by chance is damage; more is another encoding.
    private const int GoodPerDamaged = 10;

    private static readonly Encoding BigEndianUtf32 = new UTF32Encoding(bigEndian: true, byteOrderMark: true);
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];

    private readonly Utf8Tally _utf8 = new();
    private readonly Gb18030Tally _chinese = new();
    private readonly byte[] _head = new byte[4];
    private long _total;
    private long _evenNuls;
    private long _oddNuls;
    private long _controls;

    /// <summary>GB18030.</summary>
    public static Encoding Gb18030 { get; } = Mojibake.Gb18030;

    /// <summary>Takes the next bytes.</summary>
    /// <param name="buffer">Where they are.</param>
    /// <param name="index">The first of them.</param>
    /// <param name="count">How many there are.</param>
    public void Add(byte[] buffer, int index, int count)
    {
        for (var i = index; i < index + count; i++, _total++)
        {
            var value = buffer[i];
            if (_total < _head.Length)
            {
                _head[_total] = value;
            }

            _utf8.Add(value);
            _chinese.Add(value);

            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                _controls++;
                if (value == 0)
                {
                    _evenNuls += _total % 2 == 0 ? 1 : 0;
                    _oddNuls += _total % 2;
                }
            }
        }
    }

    /// <summary>Says what the bytes so far are.</summary>
    /// <param name="forced">The encoding to use whatever they look like; null to find out.</param>
    /// <param name="isWhole">Whether no more will come, so that a character at their end is not whole.</param>
    public DetectedText Detect(Encoding? forced, bool isWhole)
    {
        if (isWhole)
        {
            _utf8.End();
        }

        var isWorkbook = StartsWith(Zip) || StartsWith(OldOffice);
        var known = Wider(forced) ?? FromMark() ?? FromNuls();
        var isBinary = isWorkbook || (known is null && _controls >= 4 && _controls * 20 > _total);
        var isEither = known is null && IsEither;
        var encoding = known ?? (IsUtf8(_utf8) && !(isEither && _utf8.Unlikely > 0) ? Encoding.UTF8 : Gb18030);
        var isDoubtful = known is null && (encoding == Encoding.UTF8 ? isEither : _chinese.IsDoubtful);
        return new DetectedText(Lenient(encoding), isBinary, isWorkbook, isDoubtful) { IsGuess = known is null };
    }

    // Short of a byte order mark, a few letters can be names in both encodings: 谢志强 in GBK is well-formed UTF-8.
    private bool IsEither => _utf8.Valid > 0 && _utf8.Certain == 0 && _utf8.Likely == 0 && _utf8.Invalid == 0 && _chinese.Strange == 0;

    // GB18030 has all of GBK, and the names that GBK can only write with private characters.
    private static Encoding? Wider(Encoding? forced) => forced?.CodePage == Gbk ? Gb18030 : forced;

    private static bool IsUtf8(Utf8Tally tally) =>
        tally.Certain > tally.Places || tally.Invalid * GoodPerDamaged <= tally.Valid;

    private Encoding? FromMark() =>
        StartsWith([0xEF, 0xBB, 0xBF]) ? Encoding.UTF8
        : StartsWith([0xFF, 0xFE, 0, 0]) ? Encoding.UTF32
        : StartsWith([0, 0, 0xFE, 0xFF]) ? BigEndianUtf32
        : StartsWith([0xFF, 0xFE]) ? Encoding.Unicode
        : StartsWith([0xFE, 0xFF]) ? Encoding.BigEndianUnicode
        : null;

    // Of UTF-32 three of four bytes are NULs, and the first character is plain in every header or quote.
    // In UTF-16 the delimiters and line breaks at least have a NUL, all on the same side. A few on the other side are
    // characters such as U+4E00.
    private Encoding? FromNuls()
    {
        var enough = _total / 2 / 10;
        return _total % 2 != 0 ? null
            : (_oddNuls + _evenNuls) * 8 > _total * 5 ? (_head[0] == 0 ? BigEndianUtf32 : Encoding.UTF32)
            : _oddNuls > enough && _evenNuls * 8 <= _oddNuls ? Encoding.Unicode
            : _evenNuls > enough && _oddNuls * 8 <= _evenNuls ? Encoding.BigEndianUnicode
            : null;
    }

    private bool StartsWith(byte[] signature) =>
        _total >= signature.Length && _head.AsSpan(0, signature.Length).SequenceEqual(signature);

    private static Encoding Lenient(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback(Undecodable.ToString());
        return lenient;
    }
}

/// <summary>How the bytes of a file are to be read.</summary>
/// <param name="Encoding">The encoding; what it cannot decode becomes U+FFFD.</param>
/// <param name="IsBinary">Whether the file is no text in any encoding.</param>
/// <param name="IsWorkbook">Whether it is an Excel workbook.</param>
/// <param name="IsDoubtful">
/// Whether it was taken for GB18030 for want of anything better and does not look like Chinese text, or is so short that it can be
/// UTF-8 or GB18030.
/// </param>
public sealed record DetectedText(Encoding Encoding, bool IsBinary, bool IsWorkbook, bool IsDoubtful)
{
    /// <summary>Whether the encoding was found by what the text looks like, and neither given nor marked.</summary>
    public bool IsGuess { get; init; }

    /// <summary>What is wrong with a file that is no text: the kind of fault, and what its words have places for. Null for text.</summary>
    internal (ErrorKind Kind, object?[] Details)? Fault => !IsBinary ? null : IsWorkbook ? (ErrorKind.Workbook, [Messages.WorkbookExcel]) : (ErrorKind.NotText, []);
}
