using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>An unknown create is settled by looking, also where a look is spoilt.</summary>
public sealed class LookTests : IDisposable
{
    private readonly VendorSimulator _simulator = new(new SimulatorOptions { AllowAgentList = true });
    private int _looks;

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task One_spoilt_look_neither_leaves_a_row_unknown_nor_ends_looking()
    {
        Answer(look => look == 1 ? HttpResponse.Json(200, "{\"root\":[{\"co") : null);
        using var client = Wire.WithToken(_simulator);

        Assert.Equal("5003", (await Wire.CreateAsync(client, Wire.Agent("5003"))).Code);
        Assert.Equal("5004", (await Wire.CreateAsync(client, Wire.Agent("5004"))).Code);
        Assert.Equal(3, _looks);
    }

    [Fact]
    public async Task A_look_whose_answers_are_all_lost_leaves_no_row_unknown_either()
    {
        Answer(look => look <= 3 ? HttpResponse.Lost() : null);
        using var client = Wire.WithToken(_simulator, Wire.Usual);

        Assert.Equal("5003", (await Wire.CreateAsync(client, Wire.Agent("5003"))).Code);
        Assert.Equal(4, _looks);
    }

    [Fact]
    public async Task A_tenant_that_never_answers_in_JSON_is_soon_not_asked_any_more()
    {
        Answer(_ => new HttpResponse(200));
        using var client = Wire.WithToken(_simulator);

        foreach (var code in Wire.Codes(4))
        {
            var error = await Wire.FailsAsync(() => Wire.CreateAsync(client, Wire.Agent(code)));
            Assert.Equal((ErrorKind.ConnectionLost, true), (error.Kind, error.OutcomeUnknown));
        }

        Assert.Equal(6, _looks);
    }

    [Fact]
    public async Task A_name_that_is_no_text_hides_no_other_member()
    {
        _simulator.Interceptor = _ => HttpResponse.Json(200, "{\"\\ud800_____\":1,\"id\":\"7\",\"\\ud800_\":{},\"code\":\"5003\"}");
        using var client = Wire.WithToken(_simulator);

        Assert.Equal("7", (await client.CreateAgentAsync(Wire.Agent(), Wire.Context)).Id);
    }

    [Fact]
    public async Task Absent_means_not_created_once_the_timeout_has_passed_again()
    {
        var clock = new SkippingClock();
        _simulator.Interceptor = request => request.Method == "GET" ? null : HttpResponse.Lost();
        using var client = Wire.WithToken(_simulator, Wire.Once with { Clock = clock });

        var error = await Wire.FailsAsync(() => Wire.CreateAsync(client, Wire.Agent()));

        Assert.False(error.OutcomeUnknown);
        Assert.Contains("has no such agent", error.Message, StringComparison.Ordinal);
        Assert.True(clock.Now >= Wire.Patience, $"it was called absent after {clock.Now}");
    }

    [Fact]
    public async Task A_server_that_acts_after_many_looks_is_found_to_have_acted()
    {
        var create = (HttpRequest?)null;
        _simulator.Interceptor = request =>
        {
            if (request.Method != "GET")
            {
                create = request;
                return HttpResponse.Lost();
            }

            if (++_looks == 6)
            {
                _simulator.Answer(create!);
            }

            return null;
        };
        using var client = Wire.WithToken(_simulator);

        Assert.Equal("5003", (await Wire.CreateAsync(client, Wire.Agent())).Code);
        Assert.Equal(6, _looks);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(30, 2)]
    public async Task What_an_earlier_run_sent_is_sent_again_only_when_it_can_no_longer_take_effect(int pending, int leastLooks)
    {
        var clock = new SkippingClock();
        var sentAt = TimeSpan.Zero;
        _simulator.Interceptor = request =>
        {
            _looks += request.Method == "GET" ? 1 : 0;
            sentAt = clock.Now;
            return null;
        };
        using var client = Wire.WithToken(_simulator, Wire.Once with { Clock = clock });

        var outcome = await Wire.Creation(client, Wire.Agent()).ResumeAsync(TimeSpan.FromSeconds(pending), Wire.Context);

        Assert.False(outcome.IsFromEarlierRun);
        Assert.True(sentAt >= TimeSpan.FromSeconds(pending), $"it was sent again after {sentAt}");
        Assert.True(_looks >= leastLooks, $"it was looked for {_looks} times");
    }

    [Fact]
    public async Task What_an_earlier_run_sent_and_takes_effect_meanwhile_is_of_that_run()
    {
        using var client = Wire.WithToken(_simulator);
        var late = Task.CompletedTask;
        _simulator.Interceptor = request =>
        {
            if (request.Method == "GET" && ++_looks == 3)
            {
                late = client.CreateAgentAsync(Wire.Agent(), Wire.Context);
                SpinWait.SpinUntil(() => late.IsCompleted, Wire.Patience);
            }

            return null;
        };

        var outcome = await Wire.Creation(client, Wire.Agent()).ResumeAsync(TimeSpan.FromSeconds(30), Wire.Context);

        Assert.True(outcome.IsFromEarlierRun);
        Assert.Equal(3, _looks);
    }

    [Theory]
    [InlineData(null, "was interrupted")]
    [InlineData(3600, "may still be working on it")]
    public async Task What_may_take_effect_for_too_long_or_nobody_knows_how_long_stays_unknown(int? pending, string words)
    {
        using var client = Wire.WithToken(_simulator);

        var error = await Wire.FailsAsync(() => Wire.Creation(client, Wire.Agent()).ResumeAsync(
            pending is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Wire.Context));

        Assert.True(error.OutcomeUnknown);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Empty(_simulator.Agents);
    }

    [Fact]
    public async Task Agents_that_are_looked_for_at_the_same_time_share_a_request()
    {
        using var asked = new ManualResetEventSlim();
        Answer(look =>
        {
            asked.Wait(Wire.Cancellation);
            return null;
        });
        using var client = Wire.WithToken(_simulator);

        var first = client.SettleAsync(Wire.Agent(), TimeSpan.Zero, Wire.Context);
        await Wire.UntilAsync(() => Volatile.Read(ref _looks) == 1);
        var looks = Wire.Codes(7).Select(code => client.SettleAsync(Wire.Agent(code), TimeSpan.Zero, Wire.Context)).Append(first).ToList();
        asked.Set();

        Assert.All(await Task.WhenAll(looks), lookup => Assert.True(lookup.IsAbsent));
        Assert.Equal(2, _looks);
    }

    [Fact]
    public async Task Agents_that_are_looked_for_within_a_second_share_a_request()
    {
        var clock = new HeldClock();
        Answer(_ => null);
        using var client = Wire.WithToken(_simulator, Wire.Once with { Clock = clock });
        await client.SettleAsync(Wire.Agent(), TimeSpan.Zero, Wire.Context);

        var looks = Wire.Codes(8).Select(code => client.SettleAsync(Wire.Agent(code), TimeSpan.Zero, Wire.Context)).ToList();
        Assert.Equal(1, _looks);
        clock.Release();

        Assert.All(await Task.WhenAll(looks), lookup => Assert.True(lookup.IsAbsent));
        Assert.Equal(2, _looks);
    }

    [Fact]
    public void Creates_that_exist_after_a_503_are_found_in_few_lists()
    {
        const int Rows = 40;
        var met = new ConcurrentDictionary<string, bool>();
        _simulator.Interceptor = request =>
        {
            if (request.Method == "GET")
            {
                Interlocked.Increment(ref _looks);
                return null;
            }

            // A gateway that gives up although the tenant went on. What is sent again, the tenant refuses as existing.
            var answer = _simulator.Answer(request);
            return met.TryAdd(Encoding.UTF8.GetString(request.Body), true) ? HttpResponse.Json(503, ("message", "busy")) : answer;
        };
        using var client = Wire.WithToken(_simulator, Wire.Usual with { Clock = new SystemClock() });
        var time = Stopwatch.StartNew();

        var outcomes = Wire.Run(Wire.Codes(Rows), 8, (code, context) => Wire.Creation(client, Wire.Agent(code)).SendAsync(context));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(Rows, _simulator.Agents.Count);
        Assert.InRange(_looks, 1, time.Elapsed.TotalSeconds + 2);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Rows} rows, {_looks} lists, {time.Elapsed.TotalSeconds:0.0} s");
    }

    // Creates take effect, and their answers are lost.
    private void Answer(Func<int, HttpResponse?> looks) => _simulator.Interceptor = request =>
    {
        if (request.Method == "GET")
        {
            return looks(Interlocked.Increment(ref _looks));
        }

        _simulator.Answer(request);
        return HttpResponse.Lost();
    };

    /// <summary>A clock that stands still, and whose waits last until they are let go.</summary>
    private sealed class HeldClock : IClock
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan Now { get; private set; }

        public async Task Delay(TimeSpan time, CancellationToken cancellation)
        {
            await _released.Task.WaitAsync(cancellation);
            Now += time;
        }

        public void Release() => _released.SetResult();
    }
}
