namespace CallCenter.Core.Files;

/// <summary>Counts, byte by byte, which characters of GB18030 are such as Chinese text has.</summary>
/// <remarks>
/// Those are the hanzi, signs and full-width forms of GB 2312. Bytes of another encoding make rare hanzi, letters of other scripts
/// and what is no character.
/// </remarks>
internal sealed class Gb18030Tally
{
    // A rare hanzi in a name is nothing strange, even where that name is all there is.
    private const int Few = 3;

    private byte _lead;
    private int _expected;

    /// <summary>How many characters beyond ASCII there are.</summary>
    public long Total { get; private set; }

    /// <summary>How many of them are not what Chinese text has.</summary>
    public long Strange { get; private set; }

    /// <summary>Whether it does not look like Chinese text: most is strange, or a quarter is and not just a few.</summary>
    public bool IsDoubtful => Strange * 2 > Total || (Strange >= Few && Strange * 4 > Total);

    /// <summary>Whether a text has anything strange.</summary>
    public static bool IsStrange(string text)
    {
        var tally = new Gb18030Tally();
        foreach (var value in TextEncodingDetector.Gb18030.GetBytes(text))
        {
            tally.Add(value);
        }

        return tally.Strange > 0;
    }

    /// <summary>Takes the next byte.</summary>
    public void Add(byte value)
    {
        switch (_expected)
        {
            // The third and fourth byte of what GB 2312 does not have anyway.
            case > 1:
                _expected = _expected == 3 ? 2 : 0;
                return;
            case 1 when value is >= 0x30 and <= 0x39:
                _expected = 3;
                Count(isStrange: true);
                return;
            case 1 when value is >= 0x40 and not (0x7F or 0xFF):
                _expected = 0;
                Count(value < 0xA1 || _lead is not ((>= 0xA1 and <= 0xA3) or (>= 0xB0 and <= 0xF7)));
                return;
            case 1:
                Count(isStrange: true);
                break;
        }

        _expected = value is >= 0x81 and <= 0xFE ? 1 : 0;
        _lead = value;
        if (value is 0x80 or 0xFF)
        {
            Count(isStrange: true);
        }
    }

    private void Count(bool isStrange)
    {
        Total++;
        Strange += isStrange ? 1 : 0;
    }
}
