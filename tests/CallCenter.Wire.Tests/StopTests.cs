using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Tests;
using CallCenter.Core.Text;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Ctrl+C: nothing new is sent, waits end at once, what hangs is given up, and nothing goes on behind one's back.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly RequestLog _log = new(withBodies: false);

    private CallContext Context => new(_log, _stopping.Token, _abort.Token);

    public void Dispose()
    {
        _stopping.Dispose();
        _abort.Dispose();
    }

    [Fact]
    public async Task A_wait_that_the_server_asked_for_ends_at_once()
    {
        using var simulator = new VendorSimulator { Interceptor = _ => HttpResponse.Json(429).With("Retry-After", "200") };
        using var client = Wire.WithToken(simulator, Wire.Usual with { Clock = new MovedClock() });
        var create = Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Context));
        await _log.NextAsync();

        // The clock stands: the wait would never end by itself.
        var error = await EndsAsync(create, _stopping);

        Assert.Equal((ErrorKind.Stopped, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains("create agent 5003", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, simulator.RequestCount);
    }

    [Fact]
    public async Task A_back_off_ends_at_once_and_what_the_try_before_it_did_is_unknown()
    {
        using var simulator = new VendorSimulator();
        using var setUp = Wire.WithToken(simulator);
        await setUp.CreateAgentAsync(Wire.Agent(), Wire.Context);
        simulator.Interceptor = request =>
        {
            simulator.Answer(request);
            _stopping.Cancel();
            return HttpResponse.Lost();
        };
        using var client = Wire.WithToken(simulator, Wire.Usual);

        var error = await Wire.FailsAsync(() => client.ResetPasswordAsync("5003", new("Cc2468024"), Context));

        Assert.True(simulator.VerifyPassword("5003", "Cc2468024"));
        Assert.Equal((ErrorKind.Stopped, true), (error.Kind, error.OutcomeUnknown));
        Assert.Single(_log.Taken());
    }

    [Fact]
    public async Task A_hanging_request_is_given_up_and_its_outcome_unknown()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Hang);
        using var client = Wire.WithToken(server.Uri, Wire.Usual);
        using var queues = Wire.Queues(server.Uri, Wire.Usual);
        var create = Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Context));
        var enter = Wire.FailsAsync(() => queues.EnterAsync("630", "800", Context));
        await Wire.UntilAsync(() => server.RequestCount == 2);

        var error = await EndsAsync(create, _abort);

        Assert.Equal((ErrorKind.Stopped, true), (error.Kind, error.OutcomeUnknown));
        Assert.Equal((ErrorKind.Stopped, true), ((await enter).Kind, (await enter).OutcomeUnknown));
        Assert.Equal(2, server.RequestCount);
    }

    [Fact]
    public async Task Stopping_alone_lets_a_request_under_way_finish()
    {
        using var simulator = new VendorSimulator();
        simulator.Interceptor = request =>
        {
            _stopping.Cancel();
            return null;
        };
        using var client = Wire.WithToken(simulator, Wire.Usual);

        Assert.Equal("5003", (await client.CreateAgentAsync(Wire.Agent(), Context)).Code);
    }

    [Fact]
    public async Task Nothing_is_sent_after_stopping()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        using var queues = Wire.Queues(simulator.QueueUri, key: "WEBKEY-1");
        await _stopping.CancelAsync();

        var errors = new[]
        {
            await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Context)),
            await Wire.FailsAsync(() => client.ResetPasswordAsync("5003", Wire.Password, Context)),
            await Wire.FailsAsync(() => queues.EnterAsync("630", "800", Context)),
            await Wire.FailsAsync(() => queues.ExitAllAsync("800", Context)),
        };

        Assert.All(errors, error => Assert.Equal((ErrorKind.Stopped, false), (error.Kind, error.OutcomeUnknown)));
        Assert.Equal(0, simulator.RequestCount);
    }

    [Fact]
    public async Task Rows_that_wait_for_a_token_end_at_once()
    {
        using var simulator = new VendorSimulator();
        using var hanging = new ScriptedServer(ScriptedAnswer.Hang);
        using var client = Wire.WithCredential(simulator, tokenUri: hanging.Uri);
        using var other = new CancellationTokenSource();
        var first = Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent("1"), new CallContext(_log, CancellationToken.None, other.Token)));
        await Wire.UntilAsync(() => hanging.RequestCount == 1);
        var waiting = Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent("2"), Context));

        var error = await EndsAsync(waiting, _stopping);

        Assert.Equal((ErrorKind.Stopped, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains("create agent 2", error.Message, StringComparison.Ordinal);
        await other.CancelAsync();
        Assert.Equal((ErrorKind.Stopped, false), ((await first).Kind, (await first).OutcomeUnknown));
        Assert.Equal(0, simulator.RequestCount);
    }

    [Fact]
    public async Task A_run_that_is_stopped_ends_within_its_grace_and_leaves_nothing_running()
    {
        using var simulator = new VendorSimulator();
        using var end = new ManualResetEventSlim();
        var arrived = 0;
        simulator.Interceptor = request =>
        {
            // The first half is answered; the rest hangs until the run has ended.
            if (Interlocked.Increment(ref arrived) > 8)
            {
                end.Wait(Wire.Cancellation);
            }

            return null;
        };
        using var client = Wire.WithToken(simulator, Wire.Usual);
        var outcomes = new List<TestOutcome<string, Agent>>();
        var clock = new Stopwatch();
        using (var run = new TestRun<string, Agent>((code, context) => client.CreateAgentAsync(Wire.Agent(code), context), code => "create agent " + code, 8, _log))
        {
            foreach (var code in Wire.Codes(16))
            {
                while (!run.HasRoom)
                {
                    Assert.True(run.TryTake(out var outcome, Wire.Patience));
                    outcomes.Add(outcome);
                }

                run.Start(code);
            }

            await Wire.UntilAsync(() => Volatile.Read(ref arrived) == 16);
            clock.Start();
            run.Stop(Grace);
            while (run.InFlight > 0)
            {
                Assert.True(run.TryTake(out var outcome, Wire.Patience));
                outcomes.Add(outcome);
            }

            clock.Stop();
        }

        end.Set();

        // Timers may be early by some milliseconds.
        Assert.InRange(clock.Elapsed, Grace - TimeSpan.FromMilliseconds(100), Wire.Patience);
        Assert.Equal(Wire.Codes(16), outcomes.Select(outcome => outcome.Row).Order(StringComparer.Ordinal));
        Assert.Equal(8, outcomes.Count(outcome => outcome.Error is null));
        Assert.All(
            outcomes.Where(outcome => outcome.Error is not null),
            outcome => Assert.Equal((ErrorKind.Stopped, true), (outcome.Error!.Kind, outcome.Error.OutcomeUnknown)));

        // What was given up has let go of its connection, and every request that the server saw is accounted for.
        Assert.Equal(simulator.RequestCount, _log.Taken().Count);
        client.Dispose();
        await Wire.UntilAsync(() => simulator.OpenConnections == 0 || simulator.RequestCount != 16);
        Assert.Equal(16, simulator.RequestCount);
    }

    private static async Task<CallCenterException> EndsAsync(Task<CallCenterException> call, CancellationTokenSource signal)
    {
        Assert.False(call.IsCompleted);
        await signal.CancelAsync();
        return await call;
    }
}
