namespace CallCenter.Core.Import;

/// <summary>Counts, byte by byte, what is well-formed UTF-8 beyond ASCII and what is not.</summary>
internal sealed class Utf8Tally
{
    private int _expected;
    private byte _lowest = 0x80;
    private byte _highest = 0xBF;

    /// <summary>How many characters beyond ASCII are well-formed.</summary>
    public long Valid { get; private set; }

    /// <summary>How many bytes or sequences are not UTF-8.</summary>
    public long Invalid { get; private set; }

    /// <summary>Whether a character is under way.</summary>
    public bool IsInside => _expected > 0;

    /// <summary>Takes the next byte.</summary>
    public void Add(byte value)
    {
        if (_expected > 0)
        {
            if (value >= _lowest && value <= _highest)
            {
                (_lowest, _highest) = (0x80, 0xBF);
                Valid += --_expected == 0 ? 1 : 0;
                return;
            }

            Invalid++;
        }

        Start(value);
    }

    /// <summary>Takes the end of the text.</summary>
    public void End()
    {
        Invalid += _expected > 0 ? 1 : 0;
        _expected = 0;
    }

    private void Start(byte value)
    {
        // The limits of the second byte keep out overlong forms, surrogates and what lies beyond Unicode.
        (_expected, _lowest, _highest) = value switch
        {
            < 0x80 => (0, (byte)0x80, (byte)0xBF),
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (-1, (byte)0x80, (byte)0xBF),
        };
        if (_expected < 0)
        {
            Invalid++;
            _expected = 0;
        }
    }
}
