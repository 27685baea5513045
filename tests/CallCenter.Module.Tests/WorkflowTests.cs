using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>What the workflow on GitHub must keep to. That it runs, only GitHub can show.</summary>
public class WorkflowTests
{
    private static string Text { get; } = File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, ".github", "workflows", "test.yml"));

    [Fact]
    public void Each_action_is_pinned_to_a_commit_and_says_its_version()
    {
        var uses = Lines(@"^\s*(- )?uses: (?<action>.+)$");
        Assert.NotEmpty(uses);
        Assert.All(uses, action => Assert.Matches(@"^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action));
    }

    [Fact]
    public void It_may_read_the_repository_and_nothing_else()
    {
        Assert.Single(Lines(@"^(?<action>\s*permissions:.*)$"));
        Assert.Contains("permissions:\n  contents: read\n\n", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets.", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_keeps_no_credentials_in_the_clone()
    {
        Assert.Equal(Regex.Count(Text, "uses: actions/checkout@"), Regex.Count(Text, "persist-credentials: false"));
    }

    [Fact]
    public void It_runs_what_CI_runs_on_every_PowerShell_and_platform()
    {
        Assert.Contains("powershell: ['7.4', '7.5', '7.6']", Text, StringComparison.Ordinal);
        Assert.Contains("os: [ubuntu-24.04, windows-2025, macos-15]", Text, StringComparison.Ordinal);
        Assert.Contains("CALLCENTER_PWSH: powershell\n", Text, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(Text, @"(?m)^ +run: \.ci/run$"));
        Assert.True(File.Exists(Path.Combine(BuiltModule.RepositoryRoot, ".ci", "run")));
    }

    private static List<string> Lines(string pattern) =>
        [.. Regex.Matches(Text, pattern, RegexOptions.Multiline).Select(match => match.Groups["action"].Value)];
}
