using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Bench;

/// <summary>This module's engine without PowerShell.</summary>
internal static class CoreEngine
{
    private static readonly Destination Tenant = new("WellCloud", "bench");

    public static void Run(Uri server, int rows, int inFlight) => Run(server, rows, inFlight, journal: null, RequestLog.Unread);

    /// <summary>The same, and looks how long each answer takes.</summary>
    /// <param name="server">The server.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="inFlight">How many at once; 0 for as many as the module finds, as without -ThrottleLimit.</param>
    public static Measurement Watch(Uri server, int rows, int inFlight)
    {
        var log = new RequestLog(withBodies: false);
        var measurement = Measurement.Of(rows, () => Run(server, rows, inFlight, journal: null, log));
        var times = new List<long>(rows);
        while (log.TryTake(out var trace))
        {
            times.Add(trace.Milliseconds);
        }

        times.Sort();
        return measurement with { SlowAnswer = times[times.Count * 95 / 100] };
    }

    /// <summary>The same with a journal, as -JournalPath has it.</summary>
    public static void RunWithJournal(Uri server, int rows, int inFlight)
    {
        var path = Path.GetTempFileName();
        File.Delete(path);
        try
        {
            using var journal = RunJournal.Open(path, new JournalRun("bench", [Tenant]));
            Run(server, rows, inFlight, journal, RequestLog.Unread);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Run(Uri server, int rows, int inFlight, RunJournal? journal, RequestLog log)
    {
        using var tenant = TenantClient.WithToken(server, new Secret("bench-token"), new ConnectionOptions());
        using var run = new Run(inFlight == 0 ? CallContext.MaxInFlight : inFlight, log, journal, findsLimit: inFlight == 0);
        for (var row = 1; row <= rows; row++)
        {
            var code = row.ToString(CultureInfo.InvariantCulture);
            var agent = new AgentRow { [AgentField.Code] = code, [AgentField.LoginName] = "u" + code, [AgentField.UserName] = "User " + code }.ToValues("Row " + code);
            while (!run.HasRoom)
            {
                Take(run);
            }

            run.Start(new RunRow(row, agent, [new CreateAgent(tenant, Tenant, agent)]));
        }

        while (run.InFlight > 0)
        {
            Take(run);
        }
    }

    private static void Take(Run run)
    {
        if (run.TryTake(out var outcome, TimeSpan.FromSeconds(1)) && outcome.Fault is { } fault)
        {
            throw fault;
        }
    }
}
