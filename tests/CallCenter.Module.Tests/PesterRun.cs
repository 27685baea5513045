using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Module.Tests;

/// <summary>One run of all Pester files on the built module, in a PowerShell of its own.</summary>
internal sealed class PesterRun
{
    // Names another PowerShell than the pwsh on the path, such as powershell for Windows PowerShell 5.1.
    private const string ShellVariable = "CALLCENTER_PWSH";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly Lazy<Task<PesterRun>> Run = new(StartAsync);

    /// <summary>The run, which the first test that asks for it starts.</summary>
    public static Task<PesterRun> Once => Run.Value;

    /// <summary>Why there was none: PowerShell or Pester is missing or too old. Null when there was one.</summary>
    public string? SkipReason { get; private init; }

    /// <summary>What kept the run from coming to its end; null when nothing did.</summary>
    public string? Fault { get; private init; }

    /// <summary>How each test ended.</summary>
    public IReadOnlyList<PesterOutcome> Tests { get; private init; } = [];

    /// <summary>The files that failed outside of their tests, with Pester's message.</summary>
    public IReadOnlyList<PesterFault> Faults { get; private init; } = [];

    private static async Task<PesterRun> StartAsync()
    {
        var chosen = Environment.GetEnvironmentVariable(ShellVariable);
        var shell = FindShell(string.IsNullOrEmpty(chosen) ? "pwsh" : chosen, Environment.GetEnvironmentVariable("PATH"));
        if (shell is null)
        {
            // What was asked for by name is not to be skipped.
            return string.IsNullOrEmpty(chosen)
                ? new() { SkipReason = "PowerShell 7.4 or later is not installed" }
                : new() { Fault = $"{ShellVariable} names a PowerShell that is not there: {chosen}" };
        }

        var results = Path.GetTempFileName();
        try
        {
            var (ended, output) = await RunAsync(shell, results);
            var text = await File.ReadAllTextAsync(results);
            return ended && text.Length > 0
                ? Read(text)
                : new() { Fault = (ended ? "The Pester run gave no results." : $"The Pester run took longer than {Longest}.") + Environment.NewLine + output };
        }
        finally
        {
            File.Delete(results);
        }
    }

    /// <summary>The file that the user's own shell would start by this name, which may be a path.</summary>
    private static string? FindShell(string name, string? path) =>
        (path ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() && !name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);

    private static async Task<(bool Ended, string Output)> RunAsync(string shell, string results)
    {
        var start = new ProcessStartInfo(shell)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = BuiltModule.RepositoryRoot,
        };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", "-File", Path.Combine(BuiltModule.PesterFolder, "Run.ps1"), "-ResultPath", results])
        {
            start.ArgumentList.Add(argument);
        }

        // The run must be like a user's, whatever this process was started with.
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        if (Path.GetFileNameWithoutExtension(shell) == "powershell")
        {
            // Inherited from a pwsh further up, it would make Windows PowerShell load PowerShell 7's modules.
            start.Environment.Remove("PSModulePath");
        }

        foreach (var name in start.Environment.Keys.Where(name => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{shell} did not start.");
        process.StandardInput.Close();
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
            return (false, await output + await errors);
        }

        return (true, await output + await errors);
    }

    private static PesterRun Read(string text)
    {
        var report = JsonSerializer.Deserialize<PesterReport>(text) ?? throw new InvalidOperationException("The results are empty.");
        return new() { SkipReason = report.SkipReason, Tests = report.Tests ?? [], Faults = report.Faults ?? [] };
    }

    private sealed record PesterReport(string? SkipReason, PesterOutcome[]? Tests, PesterFault[]? Faults);
}

/// <summary>How one test ended.</summary>
/// <param name="File">The file, such as <c>New-CcAgent</c>.</param>
/// <param name="Name">The name of the test.</param>
/// <param name="Result">Pester's word for it, such as <c>Passed</c>.</param>
/// <param name="Message">Pester's message; null when it passed.</param>
internal sealed record PesterOutcome(string File, string Name, string Result, string? Message);

/// <summary>A file that failed outside of its tests.</summary>
/// <param name="File">The file.</param>
/// <param name="Message">Pester's message.</param>
internal sealed record PesterFault(string File, string Message);
