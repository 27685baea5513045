using System.Collections.Generic;
using System.Globalization;
using System.Resources;
using System.Threading;

namespace CallCenter.Core.Text;

/// <summary>
/// The texts of <c>Messages.resx</c>, in the language of the user interface. The build makes a property for each text, and a method
/// <c>Format…</c> for each that has places to fill.
/// </summary>
internal static partial class Messages
{
    // A thread of the pool may have a culture of its own: .NET Framework lets that of the pipeline follow the work only in programs
    // that target 4.6 or later, and powershell.exe names no target.
    private static readonly AsyncLocal<CultureInfo?> Kept = new();

    /// <summary>The language of the texts: the one that was kept for this work, or the thread's own.</summary>
    public static CultureInfo Language => Kept.Value ?? CultureInfo.CurrentUICulture;

    /// <summary>How numbers and dates are written in a text.</summary>
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Keeps a language for the asynchronous method that calls this, and for all that it awaits or starts.</summary>
    public static void Keep(CultureInfo language) => Kept.Value = language;

    /// <summary>Facts one after the other, as the language separates them.</summary>
    public static string Join(IEnumerable<string> facts) => string.Join(SeparatorFacts, facts);

    /// <summary>Statements one after the other, as the language separates them.</summary>
    public static string JoinStatements(IEnumerable<string> statements) => string.Join(SeparatorStatements, statements);

    /// <summary>The text that a table names, with its places filled.</summary>
    public static string Named(string name, params object?[] details) => string.Format(Culture, GetResourceString(name), details);

    /// <summary>The text that a table names, in a language that need not be the one of the user interface.</summary>
    public static string In(CultureInfo language, string name) =>
        ResourceManager.GetString(name, language) ?? throw new MissingManifestResourceException(name);

    private static string GetResourceString(string name) => In(Language, name);
}
