using System;
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

    public static void Run(Uri server, int rows, int inFlight) => Run(server, rows, inFlight, journal: null);

    /// <summary>The same with a journal, as -JournalPath has it.</summary>
    public static void RunWithJournal(Uri server, int rows, int inFlight)
    {
        var path = Path.GetTempFileName();
        File.Delete(path);
        try
        {
            using var journal = RunJournal.Open(path, new JournalRun("bench", [Tenant]));
            Run(server, rows, inFlight, journal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Run(Uri server, int rows, int inFlight, RunJournal? journal)
    {
        using var tenant = TenantClient.WithToken(server, new Secret("bench-token"), new ConnectionOptions());
        using var run = new Run(inFlight, RequestLog.Unread, journal);
        for (var row = 1; row <= rows; row++)
        {
            var code = row.ToString(CultureInfo.InvariantCulture);
            var agent = new AgentRow { [AgentField.Code] = code, [AgentField.LoginName] = "u" + code, [AgentField.UserName] = "User " + code }.ToRequest("Row " + code);
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
