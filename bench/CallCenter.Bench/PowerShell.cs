using System;
using System.Diagnostics;

namespace CallCenter.Bench;

/// <summary>The PowerShell that build.ps1 runs in, or the one on the path.</summary>
internal static class PowerShell
{
    public static ProcessStartInfo StartInfo(params string[] arguments) =>
        new(Environment.GetEnvironmentVariable("CALLCENTER_PWSH") ?? "pwsh", ["-NoProfile", "-NonInteractive", .. arguments]);

    /// <summary>How long one takes from its start to its end.</summary>
    public static double Milliseconds(string command)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(StartInfo("-Command", command))!;
        process.WaitForExit();
        return clock.Elapsed.TotalMilliseconds;
    }
}
