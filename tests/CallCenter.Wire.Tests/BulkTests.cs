using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Many rows at once, as the servers see them.</summary>
public sealed class BulkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(32)]
    public async Task Never_more_requests_than_the_limit_are_in_progress(int limit)
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(10) });
        using var client = Wire.WithCredential(simulator);
        using var queues = Wire.Queues(simulator.QueueUri);
        await client.SignInAsync(Wire.Context);
        var number = 0;
        simulator.Interceptor = _ =>
        {
            MeetNext(Interlocked.Increment(ref number) == 1 && limit > 1, ref number);
            return null;
        };

        var created = Wire.Run(Wire.Codes(150), limit, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));
        var reset = Wire.Run(Wire.Codes(50), limit, async (code, context) =>
        {
            await client.ResetPasswordAsync(code, new("Cc2468024"), context);
            return code;
        });
        var entered = Wire.Run(Wire.Codes(50), limit, (code, context) => queues.EnterAsync("630", code, context));

        Assert.InRange(simulator.MaxConcurrentRequests, Math.Min(limit, 2), limit);
        Assert.All(created, outcome => Assert.Null(outcome.Error));
        Assert.All(reset, outcome => Assert.Null(outcome.Error));
        Assert.All(entered, outcome => Assert.Null(outcome.Error));
        Assert.Equal((150, 50, 50), (simulator.Agents.Count, simulator.Agents.Count(agent => agent.PasswordResets == 1), simulator.Queues["630"].Count));
    }

    [Fact]
    public void Retries_keep_to_the_limit_too()
    {
        var number = 0;
        using var simulator = new VendorSimulator(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(5) })
        {
            Interceptor = _ =>
            {
                var own = Interlocked.Increment(ref number);
                MeetNext(own == 1, ref number);
                return own % 3 == 0 ? HttpResponse.Json(429).With("Retry-After", "0") : null;
            },
        };
        using var client = Wire.WithToken(simulator, Wire.Usual with { MaximumRetryCount = 20 });

        var outcomes = Wire.Run(Wire.Codes(100), 4, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.InRange(simulator.MaxConcurrentRequests, 2, 4);
        Assert.Equal(100, simulator.Agents.Count);
    }

    [Fact]
    public void Rows_that_fail_do_not_keep_the_others_from_being_done()
    {
        using var simulator = new VendorSimulator();
        using var proxy = new FaultProxy(simulator.TenantUri, number => (number % 10) switch
        {
            0 => Fault.ResetAfterForwarding,
            3 => Fault.ResetBeforeForwarding,
            6 => Fault.CutAnswerAfter(30),
            _ => Fault.None,
        });
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual, simulator.IssueToken());

        var outcomes = Wire.Run(Wire.Codes(200), 8, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        var created = simulator.Agents.Select(agent => agent.Code).ToHashSet();
        Assert.Equal(Wire.Codes(200), outcomes.Select(outcome => outcome.Row).Order(StringComparer.Ordinal));
        Assert.Equal((200, 60, 180), (proxy.RequestCount, outcomes.Count(outcome => outcome.Error is not null), created.Count));
        Assert.All(outcomes, outcome =>
        {
            // What succeeded is there, and what is or may be there without success is said to be unknown.
            Assert.True(outcome.Error is null ? created.Contains(outcome.Row) : outcome.Error.OutcomeUnknown);
        });
    }

    [Fact]
    public void Every_row_is_traced_under_its_own_name()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(simulator);
        var log = new RequestLog(withBodies: true);

        Wire.Run(Wire.Codes(50), 8, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context), log);

        var traces = log.Taken();
        Assert.Equal(Wire.Codes(50).Select(code => $"create agent {code} (login{code})"), traces.Select(trace => trace.Operation).Order(StringComparer.Ordinal));
        Assert.All(traces, trace =>
        {
            Assert.Matches(@"^POST /api/operation/tenant/agents: 200 in \d+ ms, attempt 1 \(create agent \d+ \(login\d+\)\)$", trace.ToString());
            Assert.Contains(trace.Operation.Split(' ')[2], trace.RequestBody, StringComparison.Ordinal);
            Assert.Contains(trace.Operation.Split(' ')[2], trace.ResponseBody, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_server_that_dies_in_the_middle_fails_the_rest_and_loses_nobody()
    {
        using var simulator = new VendorSimulator();
        using var dead = new ManualResetEventSlim();
        var arrived = 0;
        simulator.Interceptor = request =>
        {
            var number = Interlocked.Increment(ref arrived);
            if (number == 30)
            {
                _ = Task.Run(() =>
                {
                    simulator.StopTenant();
                    dead.Set();
                });
            }

            if (number >= 30)
            {
                dead.Wait(Wire.Cancellation);
            }

            return null;
        };
        using var client = Wire.WithToken(simulator, Wire.Once);
        const int Rows = 1000;
        var outcomes = Wire.Run(Wire.Codes(Rows), 8, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        var created = simulator.Agents.Select(agent => agent.Code).ToHashSet();
        Assert.Equal(Rows, outcomes.Count);
        Assert.InRange(created.Count, 22, Rows - 1);
        Assert.Contains(outcomes, outcome => outcome.Error is { Kind: ErrorKind.Unreachable, OutcomeUnknown: false });
        Assert.All(outcomes, outcome =>
        {
            switch (outcome.Error)
            {
                case null:
                    Assert.Contains(outcome.Row, created);
                    break;
                case { OutcomeUnknown: false }:
                    // The first that are not sent find out that the server is gone, and the others need not.
                    Assert.True(outcome.Error.Kind is ErrorKind.Unreachable or ErrorKind.Stopped, outcome.Error.Message);
                    Assert.DoesNotContain(outcome.Row, created);
                    break;
                default:
                    Assert.Equal(ErrorKind.ConnectionLost, outcome.Error.Kind);
                    break;
            }
        });
    }

    /// <summary>Keeps the first request until there is another, so that two are in progress however busy the machine is.</summary>
    private static void MeetNext(bool isFirst, ref int number)
    {
        while (isFirst && Volatile.Read(ref number) < 2)
        {
            Wire.Cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(1);
        }
    }
}
