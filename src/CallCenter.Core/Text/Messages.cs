using System.Collections.Generic;
using System.Globalization;
using System.Resources;
using System.Threading;

namespace CallCenter.Core.Text;

/// <summary>The texts of <c>Messages.resx</c>, in the language of the user interface.</summary>
public static class Messages
{
    private static readonly ResourceManager Manager = new(typeof(Messages).FullName!, typeof(Messages).Assembly);

    // A thread of the pool may have a culture of its own: .NET Framework lets that of the pipeline follow the work only in programs
    // that target 4.6 or later, and powershell.exe names no target.
    private static readonly AsyncLocal<CultureInfo?> Kept = new();

    /// <summary>The language of the texts: the one that was kept for this work, or the thread's own.</summary>
    public static CultureInfo Culture => Kept.Value ?? CultureInfo.CurrentUICulture;

    /// <summary>Keeps a language for the asynchronous method that calls this, and for all that it awaits or starts.</summary>
    public static void Keep(CultureInfo culture) => Kept.Value = culture;

    /// <summary>The text of that name, with its places filled.</summary>
    /// <exception cref="MissingManifestResourceException">There is no text of that name.</exception>
    public static string Format(string name, params object?[] details)
    {
        var text = Manager.GetString(name, Culture) ?? throw new MissingManifestResourceException(name);
        return details.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, details);
    }

    /// <summary>Facts one after the other, as the language separates them.</summary>
    public static string Join(IEnumerable<string> facts) => string.Join(Format("Separator_Facts"), facts);

    /// <summary>Statements one after the other, as the language separates them.</summary>
    public static string JoinStatements(IEnumerable<string> statements) => string.Join(Format("Separator_Statements"), statements);

    /// <summary>The text of that name in a language that need not be the one of the user interface.</summary>
    /// <exception cref="MissingManifestResourceException">There is no text of that name.</exception>
    public static string In(CultureInfo language, string name) =>
        Manager.GetString(name, language) ?? throw new MissingManifestResourceException(name);
}
