using System;
using System.Diagnostics;
using System.Globalization;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>A process that creates agents with a journal, for tests that kill it or take its network away.</summary>
internal static class RunProcess
{
    public static Process Start(VendorSimulator simulator, string journal, int rows, int inFlight, TimeSpan timeout) =>
        Start(null, simulator.TenantUri, simulator.IssueToken(), journal, rows, inFlight, timeout);

    /// <summary>Starts one, behind a few lines of a shell in a network of its own where there are any.</summary>
    public static Process Start(string? shell, Uri server, string token, string journal, int rows, int inFlight, TimeSpan timeout)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(shell is null ? host : "sh");
        foreach (var argument in shell is null ? [] : (string[])["-c", shell + "\nexec \"$@\"", "sh", host])
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add(typeof(AgentRun).Assembly.Location);
        start.ArgumentList.Add(server.ToString());
        start.ArgumentList.Add(token);
        start.ArgumentList.Add(journal);
        start.ArgumentList.Add(rows.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(inFlight.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start)!;
    }
}
