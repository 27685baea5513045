using System;
using System.Globalization;
using CallCenter.Core.Bulk;
using CallCenter.Core.Http;
using CallCenter.Core.Security;
using CallCenter.Core.Tenant;

namespace CallCenter.Bench;

/// <summary>This module's engine without PowerShell.</summary>
internal static class CoreEngine
{
    public static void Run(Uri server, int rows, int inFlight)
    {
        var log = new RequestLog(withBodies: false);
        using var tenant = TenantClient.WithToken(server, new Secret("bench-token"), new ConnectionOptions());
        using var run = new BulkRun<AgentRequest, Agent>(tenant.CreateAgentAsync, agent => agent.Code, inFlight, log);
        for (var row = 1; row <= rows; row++)
        {
            var code = row.ToString(CultureInfo.InvariantCulture);
            var agent = new AgentRow { Code = code, LoginName = "u" + code, UserName = "User " + code }.ToRequest("Row " + code);
            while (!run.HasRoom)
            {
                Take(run, log);
            }

            run.Start(agent);
        }

        while (run.InFlight > 0)
        {
            Take(run, log);
        }
    }

    private static void Take(BulkRun<AgentRequest, Agent> run, RequestLog log)
    {
        if (run.TryTake(out var outcome, TimeSpan.FromSeconds(1)) && outcome.Error is not null)
        {
            throw outcome.Error;
        }

        while (log.TryTake(out _))
        {
        }
    }
}
