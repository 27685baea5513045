namespace CallCenter.Core.Text;

/// <summary>
/// Cleans text that comes from outside (servers, certificates, journals, files), as it comes in: what a terminal would obey, or
/// that makes a text look like another one, is replaced.
/// </summary>
internal static class Plain
{
    /// <summary>A name or number. Whatever controls a terminal, the direction of writing or the line becomes U+FFFD.</summary>
    public static string Of(string text) => Clean(text, '\uFFFD');

    /// <summary>Words, in which line breaks and tabs are usual: each becomes a blank, so that no line of a server can pass for one of ours.</summary>
    public static string Words(string text) => Clean(text, ' ');

    /// <summary>Whether a text is printable ASCII, as most are: then nothing in it needs to be looked for.</summary>
    public static bool IsAscii(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static string Clean(string text, char substitute)
    {
        if (IsAscii(text))
        {
            return text;
        }

        char[]? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text[i]))
            {
                clean ??= text.ToCharArray();
                clean[i] = substitute;
            }
        }

        return clean is null ? text : new string(clean);
    }

    // Not the joiners of emoji and of some scripts, which are part of names.
    private static bool IsUnsafe(char character) => character is < ' ' or (>= '\u007F' and <= '\u009F')
        or '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
