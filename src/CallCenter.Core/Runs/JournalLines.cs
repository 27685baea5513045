using System;
using System.Collections.Generic;
using System.IO;

namespace CallCenter.Core.Runs;

/// <summary>Splits a stream into lines. Lines that are too long for a journal are skipped, so that any file can be read.</summary>
internal static class JournalLines
{
    // Twice what the longest record takes.
    private const int MaxLength = 32 * 1024;

    public static IEnumerable<JournalLine> Of(Stream stream)
    {
        var buffer = new byte[4 * MaxLength];
        var (start, count, searched) = (0, 0, 0);
        var (number, offset, lineStart) = (1L, 0L, 0L);
        var tooLong = false;
        while (true)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', start + searched, count - searched);
            if (end >= 0)
            {
                var length = end - start;
                tooLong |= length > MaxLength;
                yield return new JournalLine(number++, lineStart, tooLong ? default : buffer.AsMemory(start, length), tooLong, IsEnded: true);
                start += length + 1;
                count -= length + 1;
                offset += length + 1;
                (searched, tooLong, lineStart) = (0, false, offset);
                continue;
            }

            searched = count;
            if (count > MaxLength)
            {
                // Looks further for the end of this line, and drops what was read of it.
                tooLong = true;
                offset += count;
                (start, count, searched) = (0, 0, 0);
            }

            if (start > 0)
            {
                Buffer.BlockCopy(buffer, start, buffer, 0, count);
                start = 0;
            }

            var read = stream.Read(buffer, count, buffer.Length - count);
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        if (count > 0 || tooLong)
        {
            yield return new JournalLine(number, lineStart, tooLong ? default : buffer.AsMemory(0, count), tooLong, IsEnded: false);
        }
    }
}

/// <summary>One line of a file.</summary>
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Content">Its bytes without the line feed, valid until the next line is read; empty when it is too long for a record.</param>
/// <param name="IsTooLong">Whether it is too long for a record.</param>
/// <param name="IsEnded">Whether a line feed ends it.</param>
internal readonly record struct JournalLine(long Number, long Start, ReadOnlyMemory<byte> Content, bool IsTooLong, bool IsEnded)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Its content, without the byte order mark that an editor may have put before the first line.</summary>
    public ReadOnlyMemory<byte> Text => Number == 1 && Content.Span.StartsWith(ByteOrderMark) ? Content.Slice(ByteOrderMark.Length) : Content;
}
