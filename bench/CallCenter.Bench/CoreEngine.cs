using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Bench;

/// <summary>This module's engine without PowerShell.</summary>
internal static class CoreEngine
{
    public static void Run(Uri server, int rows, int inFlight)
    {
        using var tenant = TenantClient.WithToken(server, new Secret("bench-token"), new ConnectionOptions());
        Run(tenant.CreateAgentAsync, rows, inFlight);
    }

    /// <summary>The same with a journal, as -JournalPath has it.</summary>
    public static void RunWithJournal(Uri server, int rows, int inFlight)
    {
        var path = Path.GetTempFileName();
        File.Delete(path);
        try
        {
            using var tenant = TenantClient.WithToken(server, new Secret("bench-token"), new ConnectionOptions());
            using var journal = RunJournal.Open(path, new JournalHeader("bench", server.Authority));
            var work = new JournaledWork<AgentRequest, Agent>(journal, tenant.CreateAgentAsync, (_, _) => null);
            Run(
                (agent, context) => work.RunAsync(RowIds.IdOf(agent), agent.Code, 1, agent, context),
                rows,
                inFlight,
                outcome => work.EndAsync(RowIds.IdOf(outcome.Row), outcome));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Run(
        Func<AgentRequest, CallContext, Task<Agent>> work, int rows, int inFlight, Func<BulkOutcome<AgentRequest, Agent>, Task>? settle = null)
    {
        using var run = new BulkRun<AgentRequest, Agent>(work, agent => agent.Code, inFlight, RequestLog.Unread, settle);
        for (var row = 1; row <= rows; row++)
        {
            var code = row.ToString(CultureInfo.InvariantCulture);
            var agent = new AgentRow { [AgentField.Code] = code, [AgentField.LoginName] = "u" + code, [AgentField.UserName] = "User " + code }.ToRequest("Row " + code);
            while (!run.HasRoom)
            {
                Take(run);
            }

            run.Start(agent);
        }

        while (run.InFlight > 0)
        {
            Take(run);
        }
    }

    private static void Take(BulkRun<AgentRequest, Agent> run)
    {
        if (run.TryTake(out var outcome, TimeSpan.FromSeconds(1)) && outcome.Error is not null)
        {
            throw outcome.Error;
        }
    }
}
