using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Reliability.Runner;
using CallCenter.Core.Vendors.WellCloud;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Memory grows with the rows in flight, and not with the rows.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    private const long Bound = 8 * 1024 * 1024;

    private static readonly JsonDocument Nothing = JsonDocument.Parse("{}");

    [Fact]
    public void It_stays_flat_over_100_000_rows_of_a_run()
    {
        AssertFlat(async (row, _) =>
        {
            await Task.Yield();
            return AgentJson.Read(Nothing.RootElement, row, text => text);
        });
    }

    [Fact]
    public void It_stays_flat_over_100_000_rows_on_the_wire()
    {
        using var server = new ScriptedServer(record: false, ScriptedAnswer.Of(200, """{"id":"1"}"""));
        using var client = Wire.WithToken(server.Uri);

        AssertFlat(client.CreateAgentAsync);

        Assert.Equal(100_000, server.RequestCount);
    }

    private static void AssertFlat(Func<AgentValues, CallContext, Task<Agent>> work)
    {
        var log = new RequestLog(withBodies: false);
        using var run = new TestRun<AgentValues, Agent>(work, row => "create agent " + row.Code, 16, log);
        long early = 0;
        var done = 0;
        void Take()
        {
            Assert.True(run.TryTake(out var outcome, Wire.Patience));
            Assert.Null(outcome.Error);
            Assert.Equal(outcome.Row.Code, outcome.Result.Code);
            while (log.TryTake(out _))
            {
            }

            if (++done == 10_000)
            {
                early = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        foreach (var row in Rows())
        {
            while (!run.HasRoom)
            {
                Take();
            }

            run.Start(row);
        }

        while (run.InFlight > 0)
        {
            Take();
        }

        Assert.Equal(100_000, done);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, Bound);
    }

    private static IEnumerable<AgentValues> Rows()
    {
        for (var i = 0; i < 100_000; i++)
        {
            yield return Wire.Agent($"{i}");
        }
    }
}
