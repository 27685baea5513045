using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace CallCenter.Module.Tests;

/// <summary>A Pester file as it is written. PowerShell is not needed to find the tests in it, since their names are literals.</summary>
internal sealed partial class PesterFile
{
    private PesterFile(string path)
    {
        Name = Path.GetFileName(path)[..^".Tests.ps1".Length];
        var text = File.ReadAllText(path);
        Tests = [.. Literal().Matches(text).Select(match => match.Groups["name"].Value.Replace("''", "'", StringComparison.Ordinal))];
        Unreadable = [.. Any().Matches(text).Select(match => match.Value.Trim()).Where(line => !Literal().IsMatch(line))];
    }

    /// <summary>What the file is about, such as <c>New-CcAgent</c>.</summary>
    public string Name { get; }

    /// <summary>The names of its tests.</summary>
    public IReadOnlyList<string> Tests { get; }

    /// <summary>Tests whose names are no literals, which cannot be found without running the file.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    public static IReadOnlyList<PesterFile> All { get; } =
    [
        .. Directory.GetFiles(BuiltModule.PesterFolder, "*.Tests.ps1").Order(StringComparer.Ordinal).Select(path => new PesterFile(path)),
    ];

    // Run for each of several, it has one name and several outcomes.
    [GeneratedRegex(@"^[ \t]*It[ \t]+'(?<name>(?:[^'\r\n]|'')+)'(?:[ \t]+-ForEach[ \t]+\$\w+)?[ \t]*\{", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^[ \t]*It[ \t].*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Any();
}
