using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace CallCenter.Module.Tests;

/// <summary>Where the help is, and its texts as they can be compared.</summary>
internal static partial class HelpText
{
    /// <summary>The folders of the pages, one a language.</summary>
    public static IReadOnlyList<string> CultureFolders { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(BuiltModule.RepositoryRoot, "docs"))
            .Where(folder => Culture().IsMatch(Path.GetFileName(folder)))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Cultures { get; } = [.. CultureFolders.Select(folder => Path.GetFileName(folder)!)];

    /// <summary>A text of Markdown or of the help that was made from it, without what only lays it out.</summary>
    public static string Bare(string text) =>
        Layout().Replace(Link().Replace(Fence().Replace(text, string.Empty), "${text}"), string.Empty);

    /// <summary>How many columns a line takes; a Chinese character takes two.</summary>
    public static int Columns(string line) => line.Sum(character => character is >= '\u1100' and not (>= '\u2010' and < '\u2E80') ? 2 : 1);

    [GeneratedRegex("^[a-z]{2}-[A-Z]{2}$")]
    private static partial Regex Culture();

    [GeneratedRegex(@"^```\w*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`|\*\*|\s")]
    private static partial Regex Layout();
}
