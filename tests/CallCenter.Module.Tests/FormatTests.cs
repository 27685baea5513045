using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>Whether the sources are as <c>dotnet format</c> would write them, by .editorconfig.</summary>
public class FormatTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Dotnet_format_finds_nothing_to_change()
    {
        var unrestored = Projects().Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json"))).ToList();
        Assert.SkipWhen(unrestored.Count > 0, "Not restored, so dotnet format would not know what the sources refer to: " + string.Join(", ", unrestored));

        var (exitCode, output) = await RunAsync("format", "Module.sln", "--verify-no-changes", "--no-restore");
        Assert.True(exitCode == 0, $"dotnet format ended with {exitCode}. It mends what it can by itself: dotnet format Module.sln{Environment.NewLine}{output}");
    }

    [Fact]
    public void The_solution_names_projects_to_look_at()
    {
        Assert.Contains(Projects(), project => project.EndsWith("CallCenter.csproj", StringComparison.Ordinal));
    }

    private static List<string> Projects() =>
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, "Module.sln")), "\"(?<path>[^\"]+\\.csproj)\"")
            .Select(match => Path.Combine(BuiltModule.RepositoryRoot, match.Groups["path"].Value.Replace('\\', Path.DirectorySeparatorChar))),
    ];

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = BuiltModule.RepositoryRoot,
        };

        // What the build that runs this test has set for itself would lead another one astray.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timer = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet format took longer than {Longest}.");
        }

        return (process.ExitCode, await output + await errors);
    }
}
