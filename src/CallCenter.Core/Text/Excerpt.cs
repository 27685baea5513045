namespace CallCenter.Core.Text;

/// <summary>Cuts a long text for a message.</summary>
internal static class Excerpt
{
    /// <summary>The text, or its beginning and an ellipsis; never half of a character that takes two UTF-16 units.</summary>
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text.Substring(0, length) + "…";
    }
}
