using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>How a journal identifies an operation: 128 bits that depend only on its name and its fields. Changed fields make another operation.</summary>
/// <remarks>It is a hash, so it must not be made from secrets: one as short as a password could be guessed from it.</remarks>
public readonly record struct OperationId
{
    private const int TextLength = 32;

    private readonly ulong _high;
    private readonly ulong _low;

    private OperationId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The id of an operation. A field that is absent has no part in it, so a field that a later version adds changes no id.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="fields">The names and values of the fields that are present, in any order, none of them secret.</param>
    public static OperationId Of(string operation, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            // Each text is written with its length before it, so that no two operations read alike: "ab", "c" is not "a", "bc".
            writer.Write(operation);
            foreach (var field in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                writer.Write(field.Key);
                writer.Write(field.Value);
            }
        }

        var hash = Sha256.Of(content.ToArray());
        return new OperationId(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(sizeof(ulong))));
    }

    /// <summary>Reads a text that may be an id.</summary>
    /// <param name="text">32 hexadecimal digits, as <see cref="ToString"/> writes them.</param>
    /// <param name="id">The id.</param>
    /// <returns>False when the text is no id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out OperationId id)
    {
        id = default;
        if (text?.Length != TextLength
            || !TryParseHalf(text.Substring(0, TextLength / 2), out var high)
            || !TryParseHalf(text.Substring(TextLength / 2), out var low))
        {
            return false;
        }

        id = new OperationId(high, low);
        return true;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() =>
        _high.ToString("x16", CultureInfo.InvariantCulture) + _low.ToString("x16", CultureInfo.InvariantCulture);

    private static bool TryParseHalf(string digits, out ulong half) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out half);
}
