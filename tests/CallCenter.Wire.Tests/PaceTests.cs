using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Tests;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Many rows against servers that push back, by a clock that is moved: no figure here hangs on how busy the machine is.</summary>
public sealed class PaceTests : IDisposable
{
    private static readonly ScriptedAnswer Created = ScriptedAnswer.Of(200, """{"id":"1"}""");

    private readonly VendorSimulator _simulator = new();
    private readonly SkippingClock _skipping = new();
    private readonly HoldingServer _server = new();
    private readonly MovedClock _clock = new();

    public void Dispose()
    {
        _simulator.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(100, 1, true, true, 429)]
    [InlineData(100, 1, false, true, 429)]
    [InlineData(100, 1, false, false, 429)]
    [InlineData(100, 4, true, false, 429)]
    [InlineData(100, 1, true, true, 503)]
    [InlineData(100, 1, false, false, 503)]
    [InlineData(100, 4, true, false, 503)]
    public void No_row_fails_against_a_server_that_takes_so_many_in_a_time(int most, int seconds, bool fixedTimes, bool saysHowLong, int status)
    {
        var rows = seconds == 1 ? 5 * most : 3 * most;
        var gate = new object();
        var taken = new Queue<TimeSpan>();
        var refused = 0;
        _simulator.Interceptor = _ =>
        {
            lock (gate)
            {
                var now = _skipping.Now;
                var start = TimeSpan.FromSeconds(fixedTimes ? Math.Floor(now.TotalSeconds / seconds) * seconds : now.TotalSeconds - seconds);
                while (taken.Count > 0 && taken.Peek() < start)
                {
                    taken.Dequeue();
                }

                if (taken.Count >= most)
                {
                    refused++;
                    var refusal = new HttpResponse(status, "<html>slow down</html>"u8.ToArray()).With("Content-Type", "text/html");
                    return saysHowLong ? refusal.With("Retry-After", "1") : refusal;
                }

                taken.Enqueue(now);
                return null;
            }
        };
        using var client = Skipping(new ConnectionOptions());

        var outcomes = Wire.Run(Wire.Codes(rows), 16, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.Equal([], outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Error!.Message));
        Assert.Equal(rows, outcomes.Count);
        Assert.Equal(rows, _simulator.Agents.Count);
        Assert.Equal(_simulator.RequestCount, rows + refused);

        // How many are refused hangs on what is on its way during a wait that is skipped: the governor's own tests count them.
        Assert.InRange(refused, 1, int.MaxValue);
        Assert.InRange(_skipping.Now, TimeSpan.FromSeconds(3.5), Wire.Patience);
    }

    [Fact]
    public async Task A_pause_stops_everybody_also_another_run_on_the_session()
    {
        using var client = Held();
        var log = new RequestLog(withBodies: false);
        var one = Task.Run(() => Work(client, 100, log), Wire.Cancellation);
        var other = Task.Run(() => Work(client, 100, log), Wire.Cancellation);
        await _server.HoldsAsync(16);

        _server.Answer(ScriptedAnswer.Of(503, headers: "Retry-After: 2\r\n"), 1);
        await log.NextAsync();
        _server.Answer(Created);
        await Wire.UntilAsync(() => _clock.Sleepers == 1);
        _clock.Advance(TimeSpan.FromSeconds(1.999));
        Assert.Equal((0, 16), (_server.Held, _server.RequestCount));

        // Each of the requests that follow was let in after the pause.
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        await _server.HoldsAsync(1);
        var all = Task.WhenAll(one, other);
        await Wire.UntilAsync(() =>
        {
            _server.Answer(Created);
            return all.IsCompleted;
        });
        Assert.All((await all).SelectMany(each => each), outcome => Assert.Null(outcome.Error));
        Assert.Equal(201, _server.RequestCount);
    }

    [Fact]
    public void The_cap_holds()
    {
        const int Rate = 100;
        var arrivals = new ConcurrentQueue<TimeSpan>();
        _simulator.Interceptor = _ =>
        {
            arrivals.Enqueue(_skipping.Now);
            return null;
        };
        using var client = Skipping(new ConnectionOptions { RequestsPerSecond = Rate });

        var outcomes = Wire.Run(Wire.Codes(300), 16, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        var times = arrivals.Order().ToArray();

        // The clock may go on while some are on their way, never more than there are in flight. That the cap is also reached
        // is told by the governor's own tests.
        Assert.InRange(times[^1], TimeSpan.FromSeconds(2.9), Wire.Patience);
        Assert.All(times, (start, index) => Assert.InRange(times.Skip(index).TakeWhile(time => time < start + TimeSpan.FromSeconds(1)).Count(), 1, Rate * 1.5));
    }

    [Fact]
    public async Task Fewer_are_in_flight_after_a_push_back_and_more_again_later()
    {
        using var client = Held();
        var log = new RequestLog(withBodies: false);
        var work = Task.Run(() => Work(client, 100, log), Wire.Cancellation);
        await _server.HoldsAsync(8);

        _server.Answer(ScriptedAnswer.Of(503, headers: "Retry-After: 1\r\n"), 1);
        await log.NextAsync();
        _server.Answer(Created);
        await Wire.UntilAsync(() => _clock.Sleepers == 1);
        _clock.Advance(TimeSpan.FromSeconds(1));

        // One more with each answer up to half of what it was, then with each that many, up to the limit of the run.
        foreach (var inFlight in (int[])[1, 2, 3, .. Enumerable.Range(4, 4).SelectMany(limit => Enumerable.Repeat(limit, limit)), 8, 8])
        {
            await _server.HoldsAsync(inFlight);
            _server.Answer(Created, 1);
        }

        await Wire.UntilAsync(() =>
        {
            _server.Answer(Created);
            return work.IsCompleted;
        });
        Assert.All(await work, outcome => Assert.Null(outcome.Error));
    }

    [Fact]
    public async Task Stop_during_a_pause_ends_at_once()
    {
        using var client = Held();
        using var run = Run(client, new RequestLog(withBodies: false));
        for (var i = 0; i < 8; i++)
        {
            run.Start("5" + i);
        }

        await _server.HoldsAsync(8);
        _server.Answer(ScriptedAnswer.Of(429, headers: "Retry-After: 200\r\n"));
        await Wire.UntilAsync(() => _clock.Sleepers == 1);
        run.Stop(Wire.Patience);

        // The clock stands: who waited for it would never end.
        for (var i = 0; i < 8; i++)
        {
            Assert.True(run.TryTake(out var outcome, Wire.Patience));
            Assert.Equal((ErrorKind.Stopped, false), (outcome.Error?.Kind, outcome.Error?.OutcomeUnknown));
        }

        Assert.Equal(8, _server.RequestCount);
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
        var options = new ConnectionOptions { RequestsPerSecond = 100, Clock = _skipping };
        using var client = TenantClient.WithCredential(
            _simulator.TenantUri, _simulator.TokenUri, _simulator.AppId, new Secret(_simulator.AppSecret), TokenType.Tenant, options);

        var outcomes = Wire.Run(Wire.Codes(200), 8, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(200, _simulator.Agents.Count);
        Assert.True(_simulator.TokensIssued > 5);
    }

    private static TestRun<string, Agent> Run(TenantClient client, RequestLog log) =>
        new((code, context) => client.CreateAgentAsync(Wire.Agent(code), context), code => "create " + code, 8, log);

    private static List<TestOutcome<string, Agent>> Work(TenantClient client, int rows, RequestLog log) =>
        Wire.Run(Wire.Codes(rows), 8, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context), log);

    private TenantClient Skipping(ConnectionOptions options) => Wire.WithToken(_simulator, options with { Clock = _skipping });

    private TenantClient Held() => Wire.WithToken(_server.Uri, new ConnectionOptions { Timeout = Wire.Patience, Clock = _clock });
}
