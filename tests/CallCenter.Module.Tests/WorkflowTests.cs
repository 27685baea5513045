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
        Assert.Contains("run: '\"$TESTED_PWSH\" -NoProfile -File build.ps1 Test'\n", Text, StringComparison.Ordinal);
        Assert.Contains("shell: powershell\n        run: ./build.ps1 Test\n", Text, StringComparison.Ordinal);
        Assert.Single(Lines(@"^ +run: (?<action>\.ci/run)$"));
    }

    [Theory]
    [InlineData("Rehearse", ".github", "workflows", "test.yml")]
    [InlineData("Test", ".ci", "run")]
    public void The_commands_of_the_README_are_what_CI_runs(string task, params string[] path)
    {
        var command = "dotnet dnx --yes powershell build.ps1 " + task + "\n";
        Assert.Contains("```sh\n" + command + "```", File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, "README.md")), StringComparison.Ordinal);
        Assert.Contains(command, File.ReadAllText(Path.Combine([BuiltModule.RepositoryRoot, .. path])), StringComparison.Ordinal);
    }

    [Fact]
    public void It_installs_the_gateways_on_Linux_wherever_it_runs_the_tests()
    {
        var installs = Lines(@"^ +run: (?<action>sudo apt-get .*)$");
        Assert.Equal(2, installs.Count);
        Assert.All(installs, install => Assert.EndsWith(" nginx-light haproxy squid", install, StringComparison.Ordinal));
    }

    [Fact]
    public void It_runs_each_task_that_is_to_pass()
    {
        foreach (var task in (string[])["Test", "Rehearse", "Lint", "Package"])
        {
            Assert.Matches($@"build\.ps1 {task}\b", Text + File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, ".ci", "run")));
        }
    }

    private static List<string> Lines(string pattern) =>
        [.. Regex.Matches(Text, pattern, RegexOptions.Multiline).Select(match => match.Groups["action"].Value)];
}
