namespace CallCenter.Core.Text;

/// <summary>Cuts a long text for a message.</summary>
internal static class Excerpt
{
    /// <summary>The text, or its beginning and an ellipsis; never half of a character that takes two UTF-16 units.</summary>
    public static string Of(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;
        return text.Substring(0, length) + "…";
    }
}
