using System.Diagnostics;

namespace CallCenter.Bench;

/// <summary>How long a PowerShell takes from its start to its end.</summary>
internal static class PowerShellStart
{
    public static double Milliseconds(string command)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-Command", command]))!;
        process.WaitForExit();
        return clock.Elapsed.TotalMilliseconds;
    }
}
