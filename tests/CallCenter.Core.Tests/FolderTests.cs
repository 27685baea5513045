using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>The folders of Core know only those below them (docs/architecture.md), so none depend on each other in a circle.</summary>
public sealed class FolderTests
{
    private static readonly Dictionary<string, int> Levels = new()
    {
        ["Text"] = 1, ["Http"] = 2, ["Runs"] = 3, ["Agents"] = 4, ["Queues"] = 4, ["Files"] = 5, ["Vendors"] = 5,
    };

    [Fact]
    public void A_folder_knows_only_folders_below_it()
    {
        var core = Path.Combine(SourceTree.Root, "src", "CallCenter.Core");
        var files = SourceTree.CSharpFiles.Where(file => file.StartsWith(core, StringComparison.Ordinal)).ToList();
        var wrong =
            from file in files
            let own = Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0]
            from Match match in Regex.Matches(File.ReadAllText(file), @"CallCenter\.Core\.(\w+)")
            let other = match.Groups[1].Value
            where Levels.ContainsKey(other) && other != own && Levels[other] >= Levels[own]
            select $"{Path.GetRelativePath(core, file)} uses {other}";

        Assert.Equal(Levels.Keys.Order(), files.Select(file => Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0]).Distinct().Order());
        Assert.Empty(wrong);
    }
}
