using System;
using System.IO;
using System.Text;
using System.Threading;

namespace CallCenter.Core.Files;

/// <summary>
/// Finds out how a file is encoded: by its byte order mark, by the NULs of UTF-16, as UTF-8, and otherwise as GB18030, which
/// Excel in China writes.
/// </summary>
/// <remarks>
/// All bytes are read once, and none is kept: the only character beyond ASCII may stand in the last row. A file that is UTF-8
/// but for a few places is read as UTF-8, so that those few are faults of their rows; as GB18030 all of its names would silently
/// become others.
/// </remarks>
public static class TextEncodingDetector
{
    /// <summary>What stands for a byte that cannot be decoded.</summary>
    public const char Undecodable = '\uFFFD';

    // One damaged byte among this many characters that may be UTF-8 by chance is damage; more is another encoding.
    private const int GoodPerDamaged = 10;

    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>GB18030, which .NET Framework has and .NET keeps apart.</summary>
    public static Encoding Gb18030 { get; } =
#if NET
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
#else
        Encoding.GetEncoding("GB18030");
#endif

    /// <summary>Reads the stream to its end and says what it is.</summary>
    /// <param name="stream">The file, at its start.</param>
    /// <param name="forced">The encoding to use whatever the bytes look like; null to find out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static DetectedText Detect(Stream stream, Encoding? forced = null, CancellationToken cancellationToken = default)
    {
        var utf8 = new Utf8Tally();
        var chinese = new Gb18030Tally();
        var head = new byte[4];
        var buffer = new byte[64 * 1024];
        long total = 0;
        long evenNuls = 0;
        long oddNuls = 0;
        long controls = 0;
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0; total += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < read; i++)
            {
                var value = buffer[i];
                if (total + i < head.Length)
                {
                    head[total + i] = value;
                }

                utf8.Add(value);
                chinese.Add(value);

                if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
                {
                    controls++;
                    if (value == 0)
                    {
                        evenNuls += (total + i) % 2 == 0 ? 1 : 0;
                        oddNuls += (total + i) % 2;
                    }
                }
            }
        }

        utf8.End();
        var isWorkbook = StartsWith(head, total, Zip) || StartsWith(head, total, OldOffice);
        var encoding = forced ?? FromMark(head, total) ?? FromNuls(total, evenNuls, oddNuls);
        var isBinary = isWorkbook || (encoding is null && controls >= 4 && controls * 20 > total);
        encoding ??= IsUtf8(utf8) ? Encoding.UTF8 : Gb18030;
        var isDoubtful = forced is null && encoding == Gb18030 && chinese.IsDoubtful;
        return new DetectedText(Lenient(encoding), isBinary, isWorkbook, isDoubtful);
    }

    private static bool IsUtf8(Utf8Tally tally) =>
        tally.Certain > tally.Places || tally.Invalid * GoodPerDamaged <= tally.Valid;

    private static Encoding? FromMark(byte[] head, long total) =>
        StartsWith(head, total, [0xEF, 0xBB, 0xBF]) ? Encoding.UTF8
        : StartsWith(head, total, [0xFF, 0xFE]) ? Encoding.Unicode
        : StartsWith(head, total, [0xFE, 0xFF]) ? Encoding.BigEndianUnicode
        : null;

    // In UTF-16 the delimiters and line breaks at least have a NUL, all on the same side. A few on the other side are
    // characters such as U+4E00.
    private static Encoding? FromNuls(long total, long even, long odd)
    {
        var enough = total / 2 / 10;
        return total % 2 != 0 ? null
            : odd > enough && even * 8 <= odd ? Encoding.Unicode
            : even > enough && odd * 8 <= even ? Encoding.BigEndianUnicode
            : null;
    }

    private static bool StartsWith(byte[] head, long total, byte[] signature) =>
        total >= signature.Length && head.AsSpan(0, signature.Length).SequenceEqual(signature);

    private static Encoding Lenient(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback(Undecodable.ToString());
        return lenient;
    }
}
