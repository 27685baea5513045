using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Tests;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>What is sent again by itself, and what never is: the simulator counts.</summary>
public sealed class ResendTests : IDisposable
{
    private readonly VendorSimulator _simulator = new(new SimulatorOptions { RecordRequests = true });

    public void Dispose() => _simulator.Dispose();

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(599)]
    public async Task A_create_that_may_have_been_done_is_not_sent_again(int status)
    {
        _simulator.Interceptor = _ => HttpResponse.Json(status, ("message", "no"));
        using var client = Wire.WithToken(_simulator, Wire.Usual);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal(1, _simulator.RequestCount);
        Assert.True(error.OutcomeUnknown);
        Assert.StartsWith("It is unknown whether the request to create agent 5003", error.Message, StringComparison.Ordinal);
        Assert.Contains("Before you repeat the request", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_has_a_time_of_its_own_also_a_longer_one()
    {
        using var proxy = new FaultProxy(_simulator.TenantUri, _ => Fault.Delay(TimeSpan.FromSeconds(0.5)));
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual with { Timeout = TimeSpan.FromSeconds(0.1) }, _simulator.IssueToken());

        var findings = await client.CheckAsync(Wire.Patience, Wire.Context);

        Assert.Equal(CheckResult.Passed, findings.Single(finding => finding.Step == CheckStep.Connection).Result);
    }

    [Fact]
    public async Task A_create_without_an_answer_in_time_is_not_sent_again()
    {
        using var proxy = new FaultProxy(_simulator.TenantUri, _ => Fault.Delay(Wire.Patience));
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual with { Timeout = TimeSpan.FromSeconds(2) }, _simulator.IssueToken());

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.Timeout, true), (error.Kind, error.OutcomeUnknown));
        Assert.Equal((1, 1), (proxy.RequestCount, _simulator.Agents.Count));
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_is_not_sent_again()
    {
        foreach (var fault in new[] { Fault.ResetAfterForwarding, Fault.ResetBeforeForwarding, Fault.CutAnswerAfter(0), Fault.CutAnswerAfter(40), Fault.CutAnswerAfter(250) })
        {
            using var simulator = new VendorSimulator();
            using var proxy = new FaultProxy(simulator.TenantUri, _ => fault);
            using var client = Wire.WithToken(proxy.Uri, Wire.Usual, simulator.IssueToken());

            var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

            Assert.Equal((ErrorKind.ConnectionLost, true), (error.Kind, error.OutcomeUnknown));
            Assert.Equal((1, fault.Forwards ? 1 : 0), (proxy.RequestCount, simulator.Agents.Count));
        }
    }

    [Fact]
    public async Task A_create_lost_on_a_connection_that_served_before_is_not_sent_again()
    {
        // An idle connection that breaks is where HTTP clients like to try again on their own.
        using var proxy = new FaultProxy(_simulator.TenantUri, number => number == 1 ? Fault.None : Fault.ResetAfterForwarding);
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual, _simulator.IssueToken());
        await client.CreateAgentAsync(Wire.Agent("1"), Wire.Context);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent("2"), Wire.Context));

        Assert.Equal((ErrorKind.ConnectionLost, true), (error.Kind, error.OutcomeUnknown));
        Assert.Equal((2, 2), (proxy.RequestCount, _simulator.RequestCount));
    }

    [Fact]
    public async Task A_create_that_found_nobody_listening_is_sent_again_until_somebody_does()
    {
        using var proxy = new FaultProxy(_simulator.TenantUri, _ => Fault.None, refuses: true);
        var clock = new MovedClock();
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual with { Clock = clock }, _simulator.IssueToken());
        var log = new RequestLog(withBodies: false);

        var create = client.CreateAgentAsync(Wire.Agent(), Wire.Logged(log));
        var refused = await log.NextAsync();
        proxy.Listen();
        await Wire.UntilAsync(() => clock.Sleepers == 1);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("5003", (await create).Code);
        Assert.Equal(("Unreachable", 1), (refused.Result, refused.Attempt));
        Assert.Equal("200", log.Taken()[^1].Result);
        Assert.Single(_simulator.Agents);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_create_put_off_by_the_server_is_sent_again(int status)
    {
        var left = 2;
        _simulator.Interceptor = _ => left-- > 0 ? HttpResponse.Json(status).With("Retry-After", "0") : null;
        using var client = Wire.WithToken(_simulator, Wire.Usual);
        var log = new RequestLog(withBodies: false);

        await client.CreateAgentAsync(Wire.Agent(), Wire.Logged(log));

        Assert.Equal([($"{status}", 1), ($"{status}", 2), ("200", 3)], log.Taken().Select(trace => (trace.Result, trace.Attempt)));
        Assert.Single(_simulator.Agents);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(429, "0")]
    [InlineData(503, "0")]
    public async Task Who_is_put_off_for_nobody_knows_how_long_comes_again_until_taken(int status, string? seconds)
    {
        var refusal = seconds is null ? HttpResponse.Json(status) : HttpResponse.Json(status).With("Retry-After", seconds);
        _simulator.Interceptor = _ => _simulator.RequestCount <= 5 ? refusal : null;
        using var client = Wire.WithToken(_simulator, Wire.Usual with { MaximumRetryCount = 1 });

        Assert.Equal("5003", (await client.CreateAgentAsync(Wire.Agent(), Wire.Context)).Code);

        Assert.Equal(6, _simulator.RequestCount);
        Assert.Single(_simulator.Agents);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        var left = 1;
        _simulator.Interceptor = _ => left-- > 0 ? HttpResponse.Json(429).With("Retry-After", "1") : null;
        var options = Wire.Usual;
        using var client = Wire.WithToken(_simulator, options);

        await client.CreateAgentAsync(Wire.Agent(), Wire.Context);

        Assert.Equal(TimeSpan.FromSeconds(1), options.Clock.Now);
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_read_by_the_servers_own_clock()
    {
        // By ours, 2099 would be too long to wait, and 2020 be over.
        foreach (var year in new[] { 2020, 2099 })
        {
            var now = new DateTimeOffset(year, 5, 4, 3, 2, 1, TimeSpan.Zero);
            using var simulator = new VendorSimulator(new SimulatorOptions { UtcNow = () => now });
            var left = 1;
            simulator.Interceptor = _ => left-- > 0 ? HttpResponse.Json(503).With("Retry-After", now.ToString("R", CultureInfo.InvariantCulture)) : null;
            using var client = Wire.WithToken(simulator, Wire.Usual);

            await client.CreateAgentAsync(Wire.Agent(), Wire.Context);

            Assert.Single(simulator.Agents);
        }
    }

    [Fact]
    public async Task A_wait_beyond_all_patience_is_not_begun()
    {
        _simulator.Interceptor = _ => HttpResponse.Json(503, ("message", "maintenance")).With("Retry-After", "86400");
        using var client = Wire.WithToken(_simulator, Wire.Usual);

        var create = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));
        var reset = await Wire.FailsAsync(() => client.ResetPasswordAsync("5003", Wire.Password, Wire.Context));

        Assert.Equal(2, _simulator.RequestCount);
        Assert.All(new[] { create, reset }, error =>
        {
            Assert.Equal((ErrorKind.ServerBusy, 503, false), (error.Kind, error.StatusCode, error.OutcomeUnknown));
            Assert.Contains("maintenance", error.Message, StringComparison.Ordinal);
            Assert.Contains("86400", error.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task A_wait_that_nobody_can_read_is_none(string retryAfter)
    {
        _simulator.Interceptor = _ => HttpResponse.Json(503).With("Retry-After", retryAfter);
        using var client = Wire.WithToken(_simulator, Wire.Usual);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.ServerBusy, false, 16), (error.Kind, error.OutcomeUnknown, _simulator.RequestCount));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(424)]
    [InlineData(425)]
    [InlineData(472)]
    public async Task A_4xx_is_never_answered_by_sending_again(int status)
    {
        _simulator.Interceptor = _ => HttpResponse.Json(status, ("message", "no"));
        using var client = Wire.WithToken(_simulator, Wire.Usual);
        using var queues = Wire.Queues(_simulator.QueueUri, Wire.Usual);

        await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));
        await Wire.FailsAsync(() => client.ResetPasswordAsync("5003", Wire.Password, Wire.Context));
        await Wire.FailsAsync(() => queues.EnterAsync("630", "800", Wire.Context));
        await Wire.FailsAsync(() => queues.ListQueuesAsync(Wire.Context));

        Assert.Equal(4, _simulator.RequestCount);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_reset_and_a_queue_call_are_sent_again_after_a_5xx(int status)
    {
        using (var setUp = Wire.WithToken(_simulator))
        {
            await setUp.CreateAgentAsync(Wire.Agent(), Wire.Context);
        }

        var failures = 0;
        _simulator.Interceptor = _ => failures++ % 2 == 0 ? HttpResponse.Json(status) : null;
        using var client = Wire.WithToken(_simulator, Wire.Usual);
        using var queues = Wire.Queues(_simulator.QueueUri, Wire.Usual);

        await client.ResetPasswordAsync("5003", new("Cc2468024"), Wire.Context);
        await queues.EnterAsync("630", "800", Wire.Context);
        Assert.Single((await queues.ListQueuesAsync(Wire.Context)).Members);
        await queues.ExitAsync("630", "800", Wire.Context);

        Assert.True(_simulator.VerifyPassword("5003", "Cc2468024"));
        Assert.Empty(_simulator.Queues["630"]);
        Assert.Equal(1 + 8, _simulator.RequestCount);
    }

    [Fact]
    public async Task A_reset_and_a_queue_call_are_sent_again_after_the_connection_broke()
    {
        using (var setUp = Wire.WithToken(_simulator))
        {
            await setUp.CreateAgentAsync(Wire.Agent(), Wire.Context);
        }

        foreach (var fault in new[] { Fault.ResetBeforeForwarding, Fault.ResetAfterForwarding, Fault.CutAnswerAfter(20) })
        {
            using var tenant = new FaultProxy(_simulator.TenantUri, number => number == 1 ? fault : Fault.None);
            using var phone = new FaultProxy(_simulator.QueueUri, number => number == 1 ? fault : Fault.None);
            using var client = Wire.WithToken(tenant.Uri, Wire.Usual, _simulator.IssueToken());
            using var queues = Wire.Queues(phone.Uri, Wire.Usual);
            var log = new RequestLog(withBodies: false);

            await client.ResetPasswordAsync("5003", new("Cc2468024"), Wire.Logged(log));
            await queues.EnterAsync("630", "800", Wire.Logged(log));

            Assert.Equal(
                [("ConnectionLost", 1), ("204", 2), ("ConnectionLost", 1), ("200", 2)],
                log.Taken().Select(trace => (trace.Result, trace.Attempt)));
            Assert.Equal((2, 2), (tenant.RequestCount, phone.RequestCount));
        }
    }

    [Fact]
    public async Task A_reset_is_sent_again_after_a_timeout()
    {
        using (var setUp = Wire.WithToken(_simulator))
        {
            await setUp.CreateAgentAsync(Wire.Agent(), Wire.Context);
        }

        using var proxy = new FaultProxy(_simulator.TenantUri, number => number == 1 ? Fault.Delay(Wire.Patience) : Fault.None);
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual with { Timeout = TimeSpan.FromSeconds(3) }, _simulator.IssueToken());

        await client.ResetPasswordAsync("5003", new("Cc2468024"), Wire.Context);

        Assert.Equal(2, proxy.RequestCount);
    }

    [Fact]
    public async Task What_an_earlier_try_may_have_done_stays_unknown_when_the_last_one_did_nothing()
    {
        using (var setUp = Wire.WithToken(_simulator))
        {
            await setUp.CreateAgentAsync(Wire.Agent(), Wire.Context);
        }

        FaultProxy? dying = null;
        using var proxy = dying = new FaultProxy(_simulator.TenantUri, _ =>
        {
            dying!.Refuse();
            return Fault.ResetAfterForwarding;
        });
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual with { MaximumRetryCount = 1 }, _simulator.IssueToken());

        var error = await Wire.FailsAsync(() => client.ResetPasswordAsync("5003", new("Cc2468024"), Wire.Context));

        Assert.True(_simulator.VerifyPassword("5003", "Cc2468024"));
        Assert.Equal((ErrorKind.Unreachable, true), (error.Kind, error.OutcomeUnknown));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task MaximumRetryCount_is_how_often_something_is_sent_again(int count)
    {
        var options = Wire.Usual with { MaximumRetryCount = count };
        using var client = Wire.WithToken(_simulator, options);
        using var queues = Wire.Queues(_simulator.QueueUri, options);

        _simulator.Interceptor = _ => HttpResponse.Json(500);
        var reset = await Wire.FailsAsync(() => client.ResetPasswordAsync("5003", Wire.Password, Wire.Context));
        Assert.Equal(count + 1, _simulator.RequestCount);
        Assert.Equal(ErrorKind.UnexpectedStatus, reset.Kind);

        _simulator.Interceptor = _ => HttpResponse.Json(502);
        var enter = await Wire.FailsAsync(() => queues.EnterAsync("630", "800", Wire.Context));
        Assert.Equal(2 * (count + 1), _simulator.RequestCount);
        Assert.Equal(ErrorKind.UnexpectedStatus, enter.Kind);
    }

    [Fact]
    public async Task With_no_retries_nobody_who_is_put_off_without_a_time_comes_again()
    {
        _simulator.Interceptor = _ => HttpResponse.Json(429);
        using var client = Wire.WithToken(_simulator, Wire.Once);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.ServerBusy, false), (error.Kind, error.OutcomeUnknown));
        Assert.Equal(1, _simulator.RequestCount);
    }

    [Fact]
    public async Task A_check_says_how_long_the_server_asks_to_wait()
    {
        _simulator.Interceptor = _ => HttpResponse.Json(429).With("Retry-After", "7");
        using var client = Wire.WithToken(_simulator, Wire.Usual);

        var failed = (await client.CheckAsync(Wire.Patience, Wire.Context)).Single(finding => finding.Result == CheckResult.Failed);

        Assert.Contains("wait 7 seconds before", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_again_is_the_same_to_the_letter()
    {
        var left = 2;
        _simulator.Interceptor = _ => left-- > 0 ? HttpResponse.Json(503).With("Retry-After", "0") : null;
        using var client = Wire.WithToken(_simulator, Wire.Usual);

        await client.CreateAgentAsync(Wire.Agent(), Wire.Context);

        Assert.Equal(3, _simulator.Requests.Count);
        Assert.All(_simulator.Requests, request =>
        {
            Assert.Equal(_simulator.Requests[0].Body, request.Body);
            Assert.Equal(_simulator.Requests[0].Headers, request.Headers);
            Assert.Equal(_simulator.Requests[0].Target, request.Target);
        });
    }
}
