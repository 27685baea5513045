using System;
using System.Diagnostics;
using System.Globalization;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>A process that creates agents with a journal, for tests that kill it.</summary>
internal static class RunProcess
{
    public static Process Start(VendorSimulator simulator, string journal, int rows, int inFlight, TimeSpan timeout)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");
        start.ArgumentList.Add(typeof(AgentRun).Assembly.Location);
        start.ArgumentList.Add(simulator.TenantUri.ToString());
        start.ArgumentList.Add(simulator.IssueToken());
        start.ArgumentList.Add(journal);
        start.ArgumentList.Add(rows.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(inFlight.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start)!;
    }
}
