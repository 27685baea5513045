using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace CallCenter.Bench;

/// <summary>Something that sends rows, each time in a process of its own.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Share">How much of the rows it is given, since the slow ones would take all day.</param>
/// <param name="Start">How its process is started.</param>
internal sealed record Contestant(string Name, double Share, Func<Uri, int, int, ProcessStartInfo> Start)
{
    public static Contestant HandWritten { get; } = OfThisProgram("hand-written HttpClient loop", "hand");

    public static Contestant Core { get; } = OfThisProgram("CallCenter.Core", "core");

    public static Contestant CoreWithJournal { get; } = OfThisProgram("CallCenter.Core with a journal", "journal");

    public static Contestant Paced { get; } = OfThisProgram("CallCenter.Core, paced", "paced");

    public static Contestant Cmdlet { get; } = OfScript("New-CcAgent", 1, "Cmdlet.ps1");

    public static Contestant ForEachParallel { get; } = OfScript("ForEach-Object -Parallel { Invoke-RestMethod }", 0.1, "ForEachParallel.ps1");

    public static Contestant Sequential { get; } = OfScript("ForEach-Object { Invoke-RestMethod }", 0.03, "Sequential.ps1");

    public static Contestant Curl { get; } = new("curl --parallel", 1, (server, rows, inFlight) => Self.StartInfo("curl", server.ToString(), Text(rows), Text(inFlight)));

    /// <summary>Whether a program can be started on this machine.</summary>
    public static bool IsInstalled(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs it once.</summary>
    public Measurement Run(Uri server, int rows, int inFlight)
    {
        var start = Start(server, Math.Max(20, (int)(rows * Share)), inFlight);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Measurement.Parse(output.TrimEnd().Split('\n')[^1])
            : throw new InvalidOperationException($"{Name} ended with exit code {process.ExitCode}.");
    }

    private static Contestant OfThisProgram(string name, string role) =>
        new(name, 1, (server, rows, inFlight) => Self.StartInfo(role, server.ToString(), Text(rows), Text(inFlight)));

    private static Contestant OfScript(string name, double share, string script) => new(name, share, (server, rows, inFlight) => new ProcessStartInfo(
        "pwsh",
        [
            "-NoProfile", "-NonInteractive", "-File", Path.Combine(Self.Metadata("Scripts"), script),
            "-Server", server.ToString(), "-Rows", Text(rows), "-InFlight", Text(inFlight), "-Module", Self.Metadata("Module"),
        ]));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
