namespace CallCenter.Core.Files;

/// <summary>Counts, byte by byte, what is well-formed UTF-8 beyond ASCII and what is not.</summary>
internal sealed class Utf8Tally
{
    private int _length;
    private int _expected;
    private byte _lowest = 0x80;
    private byte _highest = 0xBF;
    private bool _isDamaged;
    private bool _followsLetter;
    private bool _isShort;
    private int _run;
    private int _script;
    private bool _isMixed;
    private byte _lead;

    /// <summary>How many characters beyond ASCII are well-formed.</summary>
    public long Valid { get; private set; }

    /// <summary>
    /// How many of these are hardly ever bytes of GB18030: those of three bytes or more, and those of two beside a Latin letter.
    /// Of the characters of GB 2312, every fourth is by chance a well-formed one of two bytes, 女 and 伟 among them.
    /// </summary>
    public long Certain { get; private set; }

    /// <summary>
    /// How many words of characters of two bytes are no words in any language: of a single letter, or of letters of several scripts.
    /// </summary>
    public long Unlikely { get; private set; }

    /// <summary>How many bytes or sequences are not UTF-8.</summary>
    public long Invalid { get; private set; }

    /// <summary>The same, with those that follow each other directly counted once.</summary>
    public long Places { get; private set; }

    /// <summary>Takes the next byte.</summary>
    public void Add(byte value)
    {
        if (value < 0x80 && _expected == 0)
        {
            AddAscii(value);
            return;
        }

        if (_expected > 0)
        {
            if (value >= _lowest && value <= _highest)
            {
                (_lowest, _highest) = (0x80, 0xBF);
                if (--_expected == 0)
                {
                    AddCharacter();
                }

                return;
            }

            AddDamage();
        }

        Start(value);
    }

    /// <summary>Takes the end of the text.</summary>
    public void End()
    {
        if (_expected > 0)
        {
            AddDamage();
        }

        _expected = 0;
        EndWord();
    }

    private void AddAscii(byte value)
    {
        var isLetter = (value | 0x20) is >= 'a' and <= 'z';
        EndWord();
        Certain += _isShort && isLetter ? 1 : 0;
        (_followsLetter, _isShort, _isDamaged) = (isLetter, false, false);
    }

    private void AddCharacter()
    {
        Valid++;
        var isCertain = _length > 2 || _followsLetter;
        if (_length == 2)
        {
            var script = ScriptOf(_lead);
            _isMixed |= _run > 0 && script != _script;
            (_run, _script) = (_run + 1, script);
        }

        Certain += isCertain ? 1 : 0;
        (_followsLetter, _isShort, _isDamaged) = (false, !isCertain, false);
    }

    private void EndWord()
    {
        Unlikely += _run == 1 || (_run > 1 && _isMixed) ? 1 : 0;
        (_run, _isMixed) = (0, false);
    }

    // By the leads of two bytes: Latin with its accents, Greek, Cyrillic, Armenian, Hebrew, Arabic and what is beyond.
    private static int ScriptOf(byte lead) => lead switch
    {
        <= 0xCD => 0xC2,
        <= 0xCF => 0xCE,
        <= 0xD4 => 0xD0,
        <= 0xD7 => 0xD5,
        <= 0xDB => 0xD8,
        _ => lead,
    };

    private void AddDamage()
    {
        Invalid++;
        Places += _isDamaged ? 0 : 1;
        (_followsLetter, _isShort, _isDamaged) = (false, false, true);
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
        _length = _expected + 1;
        _lead = value;
        if (_expected == 0)
        {
            AddAscii(value);
        }
        else if (_expected < 0)
        {
            AddDamage();
            _expected = 0;
        }
    }
}
