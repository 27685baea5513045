using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace CallCenter.Bench;

/// <summary>Something that sends rows, each time in a process of its own.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Most">The most rows it is given, since the slow ones would take all day.</param>
/// <param name="Start">How its process is started.</param>
internal sealed record Contestant(string Name, int Most, Func<Uri, int, int, ProcessStartInfo> Start)
{
    public static Contestant HandWritten { get; } = OfThisProgram("hand-written HttpClient loop", "hand");

    public static Contestant Core { get; } = OfThisProgram("CallCenter.Core", "core");

    public static Contestant CoreWithJournal { get; } = OfThisProgram("CallCenter.Core with a journal", "journal");

    public static Contestant Paced { get; } = OfThisProgram("CallCenter.Core, paced", "paced");

    /// <summary>The engine, with the time of its answers; 0 in flight means as many as it finds.</summary>
    public static Contestant Watched { get; } = OfThisProgram("CallCenter.Core, watched", "watched");

    public static Contestant Cmdlet { get; } = OfScript("New-CcAgent", int.MaxValue, "Cmdlet.ps1");

    public static Contestant Import { get; } = OfScript("Import-CcAgent, which keeps a journal", int.MaxValue, "Import.ps1");

    public static Contestant ForEachParallel { get; } = OfScript("ForEach-Object -Parallel { Invoke-RestMethod }", 2_000, "ForEachParallel.ps1");

    public static Contestant Sequential { get; } = OfScript("ForEach-Object { Invoke-RestMethod }", 500, "Sequential.ps1");

    public static Contestant Curl { get; } = new("curl --parallel", int.MaxValue, (server, rows, inFlight) => Self.StartInfo("curl", server.ToString(), Text(rows), Text(inFlight)));

    public static IReadOnlyList<Contestant> All { get; } =
        [HandWritten, Core, CoreWithJournal, Paced, Watched, Cmdlet, Import, Curl, ForEachParallel, Sequential];

    /// <summary>Whether this machine has curl.</summary>
    public static bool HasCurl()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("curl", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs it once.</summary>
    /// <param name="server">The server.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="inFlight">How many at once.</param>
    /// <param name="collectEvery">After how many bytes its garbage collector sets in; null to leave that to the processor's cache.</param>
    public Measurement Run(Uri server, int rows, int inFlight, int? collectEvery = null)
    {
        var start = Start(server, Math.Min(rows, Most), inFlight);
        start.RedirectStandardOutput = true;
        if (collectEvery is { } bytes)
        {
            start.Environment["DOTNET_GCgen0size"] = bytes.ToString("x", CultureInfo.InvariantCulture);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Measurement.Parse(output.TrimEnd().Split('\n')[^1])
            : throw new InvalidOperationException($"{Name} ended with exit code {process.ExitCode}.");
    }

    private static Contestant OfThisProgram(string name, string role) =>
        new(name, int.MaxValue, (server, rows, inFlight) => Self.StartInfo(role, server.ToString(), Text(rows), Text(inFlight)));

    private static Contestant OfScript(string name, int most, string script) => new(name, most, (server, rows, inFlight) => PowerShell.StartInfo(
        "-File", Path.Combine(Self.Metadata("Scripts"), script),
        "-Server", server.ToString(), "-Rows", Text(rows), "-InFlight", Text(inFlight), "-Module", Self.Metadata("Module")));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
