using System.Globalization;
using System.Resources;

namespace CallCenter.Core.Resources;

/// <summary>The texts of <c>Messages.resx</c>, in the language of the user interface.</summary>
public static class Messages
{
    private static readonly ResourceManager Manager = new(typeof(Messages).FullName!, typeof(Messages).Assembly);

    /// <summary>The text of that name, with its places filled.</summary>
    /// <exception cref="MissingManifestResourceException">There is no text of that name.</exception>
    public static string Format(string name, params object?[] details)
    {
        var text = Manager.GetString(name, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException(name);
        return details.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, details);
    }

    /// <summary>The text of that name in a language that need not be the one of the user interface.</summary>
    /// <exception cref="MissingManifestResourceException">There is no text of that name.</exception>
    public static string In(CultureInfo language, string name) =>
        Manager.GetString(name, language) ?? throw new MissingManifestResourceException(name);
}
