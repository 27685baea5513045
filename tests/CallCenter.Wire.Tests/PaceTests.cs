using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>The governor over real sockets. The times are lower bounds, or far from what they guard against.</summary>
public sealed class PaceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly VendorSimulator _simulator = new(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(5) });
    private readonly ConcurrentQueue<TimeSpan> _arrivals = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public void Dispose() => _simulator.Dispose();

    [Theory]
    [InlineData(100, 1, true, true)]
    [InlineData(100, 1, false, true)]
    [InlineData(100, 1, false, false)]
    [InlineData(100, 4, true, false)]
    public void No_row_fails_against_a_server_that_takes_so_many_in_a_time(int most, int seconds, bool fixedTimes, bool saysHowLong)
    {
        var rows = seconds == 1 ? 5 * most : 3 * most;
        var gate = new object();
        var taken = new Queue<TimeSpan>();
        var refused = 0;
        _simulator.Interceptor = _ =>
        {
            lock (gate)
            {
                var now = _clock.Elapsed;
                var start = TimeSpan.FromSeconds(fixedTimes ? Math.Floor(now.TotalSeconds / seconds) * seconds : now.TotalSeconds - seconds);
                while (taken.Count > 0 && taken.Peek() < start)
                {
                    taken.Dequeue();
                }

                if (taken.Count >= most)
                {
                    refused++;
                    var refusal = HttpResponse.Json(429, ("message", "slow down"));
                    return saysHowLong ? refusal.With("Retry-After", "1") : refusal;
                }

                taken.Enqueue(now);
                return null;
            }
        };
        using var client = Client();
        using var run = Run(client, 16);
        var started = _clock.Elapsed;

        var outcomes = Work(run, rows);

        Assert.Equal([], outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Error!.Message));
        Assert.Equal(rows, outcomes.Count);
        Assert.Equal(rows, _simulator.Agents.Count);
        Assert.Equal(_simulator.RequestCount, rows + refused);

        // Some three pauses, with what was in flight then; workers that each wait for themselves are refused by the hundred.
        Assert.InRange(refused, 1, saysHowLong ? 60 : 150);
        Assert.InRange(_clock.Elapsed - started, TimeSpan.FromSeconds(3.5), Patience);
    }

    [Fact]
    public async Task A_pause_stops_everybody_also_another_run_on_the_session()
    {
        TimeSpan? paused = null;
        var before = 0;
        _simulator.Interceptor = _ =>
        {
            _arrivals.Enqueue(_clock.Elapsed);
            if (Interlocked.Increment(ref before) != 40)
            {
                return null;
            }

            paused = _clock.Elapsed;
            return HttpResponse.Json(503).With("Retry-After", "2");
        };
        using var client = Client();
        using var one = Run(client, 8);
        using var other = Run(client, 8);

        var outcomes = await Task.WhenAll(Task.Run(() => Work(one, 100, 10_000)), Task.Run(() => Work(other, 100, 20_000)));

        Assert.All(outcomes.SelectMany(each => each), outcome => Assert.Null(outcome.Error));
        Assert.Equal(200, _simulator.Agents.Count);

        // The answer itself is on its way for a while, and a busy machine reads it late.
        var quiet = _arrivals.Where(time => time > paused + TimeSpan.FromSeconds(1) && time < paused + TimeSpan.FromSeconds(2)).ToList();
        Assert.Equal([], quiet);
        Assert.Equal(201, _arrivals.Count);
    }

    [Fact]
    public void The_cap_holds()
    {
        const int Rate = 100;
        _simulator.Interceptor = _ =>
        {
            _arrivals.Enqueue(_clock.Elapsed);
            return null;
        };
        using var client = Client(new ConnectionOptions { RequestsPerSecond = Rate });
        using var run = Run(client, 16);

        var outcomes = Work(run, 300);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        var times = _arrivals.ToArray();

        // However late a busy machine makes each of them, together they cannot come sooner. That the cap is also reached
        // is told by the governor's own tests, whose clock no other program slows down.
        Assert.InRange(times[^1] - times[0], TimeSpan.FromSeconds(2.9), Patience);
        Assert.All(times, (start, index) => Assert.InRange(times.Skip(index).TakeWhile(time => time < start + TimeSpan.FromSeconds(1)).Count(), 1, Rate * 1.5));
    }

    [Fact]
    public void Fewer_are_in_flight_after_a_push_back_and_more_again_later()
    {
        var takes = TimeSpan.FromMilliseconds(60);
        var number = 0;
        _simulator.Interceptor = request =>
        {
            _arrivals.Enqueue(_clock.Elapsed);
            var answer = Interlocked.Increment(ref number) == 60 ? HttpResponse.Json(503).With("Retry-After", "1") : _simulator.Answer(request);
            answer.Delay = takes;
            return answer;
        };
        using var client = Client();
        using var run = Run(client, 8);

        var outcomes = Work(run, 400);

        // Those that arrived while a request was being answered were in flight with it. Timers may be early by some milliseconds.
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        var times = _arrivals.ToArray();
        var inFlight = times.Select((time, index) => times.Skip(index).TakeWhile(other => other < time + takes - TimeSpan.FromMilliseconds(5)).Count()).ToArray();
        var paused = Enumerable.Range(1, times.Length - 1).MaxBy(index => times[index] - times[index - 1]);
        Assert.InRange(inFlight.Take(60).Max(), 5, 8);
        Assert.InRange(paused, 60, 75);
        Assert.Equal(1, inFlight[paused]);
        Assert.InRange(inFlight.Skip(paused).Take(7).Max(), 2, 5);
        Assert.InRange(inFlight.Skip(200).Max(), 5, 8);
    }

    [Fact]
    public async Task Stop_during_a_pause_ends_at_once()
    {
        _simulator.Interceptor = _ => HttpResponse.Json(429).With("Retry-After", "200");
        using var client = Client();
        using var run = Run(client, 8);
        for (var i = 0; i < 8; i++)
        {
            run.Start("5" + i);
        }

        while (_simulator.RequestCount == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        var sent = _simulator.RequestCount;
        var stopped = _clock.Elapsed;
        run.Stop(TimeSpan.FromSeconds(30));

        for (var i = 0; i < 8; i++)
        {
            Assert.True(run.TryTake(out var outcome, Patience));
            Assert.Equal((ErrorKind.Stopped, false), (outcome.Error?.Kind, outcome.Error?.OutcomeUnknown));
        }

        Assert.InRange(_clock.Elapsed - stopped, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(sent, _simulator.RequestCount);
    }

    [Fact]
    public void Tokens_that_expire_all_the_time_and_a_cap_get_on_with_each_other()
    {
        var number = 0;
        _simulator.Interceptor = request =>
        {
            if (Interlocked.Increment(ref number) % 25 == 0)
            {
                _simulator.ExpireTokens();
            }

            return null;
        };
        using var client = TenantClient.WithCredential(
            _simulator.TenantUri, _simulator.TokenUri, _simulator.AppId, new Secret(_simulator.AppSecret), Core.Vendors.WellCloud.TokenType.Tenant, new ConnectionOptions { RequestsPerSecond = 100 });
        using var run = Run(client, 8);

        var outcomes = Work(run, 200);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(200, _simulator.Agents.Count);
        Assert.True(_simulator.TokensIssued > 5);
    }

    private static BulkRun<string, Agent> Run(TenantClient client, int limit) =>
        new(
            (code, context) => client.CreateAgentAsync(new AgentRequest { Code = code, LoginName = "login" + code, UserName = "张三" }, context),
            code => "create " + code,
            limit,
            new RequestLog(withBodies: false));

    private static List<BulkOutcome<string, Agent>> Work(BulkRun<string, Agent> run, int rows, int first = 10_000)
    {
        var outcomes = new List<BulkOutcome<string, Agent>>();
        for (var row = 0; row < rows || run.InFlight > 0;)
        {
            if (row < rows && run.HasRoom)
            {
                run.Start((first + row++).ToString(null, null));
                continue;
            }

            Assert.True(run.TryTake(out var outcome, Patience));
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private TenantClient Client(ConnectionOptions? options = null) =>
        TenantClient.WithToken(_simulator.TenantUri, new Secret(_simulator.IssueToken()), options ?? new ConnectionOptions());
}
