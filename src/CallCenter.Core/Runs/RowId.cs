using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// What a row is known by in a journal: 128 bits that depend on nothing but its content. A changed row is another row.
/// </summary>
/// <remarks>It is a hash, so it is made of what is no secret: see <see cref="RowIds"/>.</remarks>
public readonly struct RowId : IEquatable<RowId>
{
    private const int TextLength = 32;

    private readonly ulong _high;
    private readonly ulong _low;

    private RowId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The id of a row of these parts. Their order counts, and an absent one differs from an empty one.</summary>
    /// <param name="parts">The parts, none of which may be a secret.</param>
    public static RowId Of(params string?[] parts)
    {
        var content = new byte[parts.Sum(part => sizeof(int) + Encoding.UTF8.GetByteCount(part ?? string.Empty))];
        var at = 0;
        foreach (var part in parts)
        {
            // Each part with its length before it, so that no two rows read alike: "ab", "c" is not "a", "bc".
            var length = part is null ? 0 : Encoding.UTF8.GetBytes(part, 0, part.Length, content, at + sizeof(int));
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(at), part is null ? -1 : length);
            at += sizeof(int) + length;
        }

        var hash = Sha256.Of(content);
        return new RowId(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(sizeof(ulong))));
    }

    /// <summary>The id that is written so.</summary>
    /// <param name="text">32 hexadecimal digits, as <see cref="ToString"/> writes them.</param>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static RowId Parse(string text) =>
        TryParse(text, out var row) ? row : throw new FormatException("A row id is 32 hexadecimal digits.");

    /// <summary>The id that is written so, if it is one.</summary>
    /// <param name="text">32 hexadecimal digits, as <see cref="ToString"/> writes them.</param>
    /// <param name="row">The id.</param>
    /// <returns>False when the text is no id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out RowId row)
    {
        row = default;
        if (text?.Length != TextLength
            || !TryParseHalf(text.Substring(0, TextLength / 2), out var high)
            || !TryParseHalf(text.Substring(TextLength / 2), out var low))
        {
            return false;
        }

        row = new RowId(high, low);
        return true;
    }

    /// <summary>Whether both are the same row.</summary>
    public static bool operator ==(RowId left, RowId right) => left.Equals(right);

    /// <summary>Whether they are two rows.</summary>
    public static bool operator !=(RowId left, RowId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RowId other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _low.GetHashCode();

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() =>
        _high.ToString("x16", CultureInfo.InvariantCulture) + _low.ToString("x16", CultureInfo.InvariantCulture);

    private static bool TryParseHalf(string digits, out ulong half) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out half);
}
