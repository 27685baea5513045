using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Tokens expire, are renewed once for all rows, and lose no row.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task A_token_that_expires_in_the_middle_is_renewed_once_and_no_row_is_lost()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        await client.SignInAsync(Wire.Context);
        var creates = 0;
        simulator.Interceptor = request =>
        {
            if (IsCreate(request) && Interlocked.Increment(ref creates) == 100)
            {
                simulator.ExpireTokens();
            }

            return null;
        };

        AssertAllCreated(simulator, client, 200);

        Assert.Equal(2, simulator.TokensIssued);
        Assert.InRange(creates, 201, 216);
    }

    [Fact]
    public void A_token_may_expire_many_times()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        var creates = 0;
        var expiries = 0;
        simulator.Interceptor = request =>
        {
            if (IsCreate(request) && Interlocked.Increment(ref creates) % 60 == 0)
            {
                Interlocked.Increment(ref expiries);
                simulator.ExpireTokens();
            }

            return null;
        };

        AssertAllCreated(simulator, client, 600);

        Assert.InRange(expiries, 10, 100);
        Assert.Equal(expiries + 1, simulator.TokensIssued);
    }

    [Fact]
    public void Rows_that_start_together_share_the_first_token()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(20) });
        using var client = Wire.WithCredential(simulator);

        AssertAllCreated(simulator, client, 64);

        Assert.Equal(1, simulator.TokensIssued);
    }

    [Fact]
    public async Task A_second_session_of_the_same_run_does_not_undo_a_renewal()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        await client.CreateAgentAsync(Wire.Agent("1"), Wire.Context);
        simulator.ExpireTokens();
        await Task.WhenAll(Enumerable.Range(2, 20).Select(i => client.CreateAgentAsync(Wire.Agent($"{i}"), Wire.Context)));

        Assert.Equal((2, 21), (simulator.TokensIssued, simulator.Agents.Count));
    }

    [Fact]
    public void A_token_of_ones_own_that_expires_says_to_reconnect()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(simulator, Wire.Usual);
        simulator.ExpireTokens();

        var outcomes = Wire.Run(Wire.Codes(20), 8, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.All(outcomes, outcome =>
        {
            Assert.Equal((ErrorKind.TokenRefused, 401, false), (outcome.Error!.Kind, outcome.Error.StatusCode, outcome.Error.OutcomeUnknown));
            Assert.Contains("agent " + outcome.Row, outcome.Error.Message, StringComparison.Ordinal);
            Assert.Contains("Connect-CcTenant", outcome.Error.Advice, StringComparison.Ordinal);
        });
        Assert.Equal(20, simulator.RequestCount);
    }

    [Fact]
    public void A_refused_credential_is_asked_for_once_and_not_once_a_row()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { RecordRequests = true });
        using var client = TenantClient.WithCredential(simulator.TenantUri, simulator.TokenUri, "demo-app", new Secret("wrong"), default, Wire.Usual);

        var outcomes = Wire.Run(Wire.Codes(50), 8, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.StartsWith("/p/api/operation/operation/apply/token?", Assert.Single(simulator.Requests).Target, StringComparison.Ordinal);
        Assert.All(outcomes, outcome =>
        {
            Assert.Equal((ErrorKind.CredentialRefused, 425, false), (outcome.Error!.Kind, outcome.Error.StatusCode, outcome.Error.OutcomeUnknown));
            Assert.Contains("create agent " + outcome.Row, outcome.Error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_credential_refused_at_a_renewal_is_told_of_each_row()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        await client.SignInAsync(Wire.Context);
        simulator.ExpireTokens();
        simulator.Interceptor = request => IsCreate(request) ? null : HttpResponse.Json(425, ("message", "appId或appSecret有误"));

        var outcomes = Wire.Run(Wire.Codes(10), 4, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.All(outcomes, outcome =>
        {
            Assert.Equal(ErrorKind.CredentialRefused, outcome.Error!.Kind);
            Assert.Contains("create agent " + outcome.Row, outcome.Error.Message, StringComparison.Ordinal);
            Assert.False(outcome.Error.OutcomeUnknown);
        });
    }

    [Fact]
    public async Task A_server_that_refuses_even_new_tokens_is_not_asked_forever()
    {
        using var simulator = new VendorSimulator();
        simulator.Interceptor = request => IsCreate(request) ? HttpResponse.Json(401, ("message", "token值有误")) : null;
        using var client = Wire.WithCredential(simulator);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.TokenRefused, 401), (error.Kind, error.StatusCode));
        Assert.InRange(simulator.RequestCount, 4, 6);
    }

    [Fact]
    public async Task Two_runbooks_whose_new_tokens_end_each_others_lose_no_row()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { IsNewestTokenOnly = true, Latency = TimeSpan.FromMilliseconds(20) });
        var options = Wire.Usual with { Clock = new SystemClock() };
        using var one = Wire.WithCredential(simulator, options);
        using var other = Wire.WithCredential(simulator, options);

        var outcomes = await Task.WhenAll(
            Task.Run(() => Wire.Run(Wire.Codes(200), 8, (code, context) => one.CreateAgentAsync(Wire.Agent("1" + code), context))),
            Task.Run(() => Wire.Run(Wire.Codes(200), 8, (code, context) => other.CreateAgentAsync(Wire.Agent("2" + code), context))));

        Assert.Equal([], outcomes.SelectMany(run => run).Where(outcome => outcome.Error is not null).Select(outcome => outcome.Error!.Message));
        Assert.Equal(400, simulator.Agents.Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"{simulator.TokensIssued} tokens, {simulator.RequestCount} requests");
    }

    [Fact]
    public async Task A_session_whose_tokens_were_good_renews_once_more_and_then_says_who_else_may_get_them()
    {
        var refusals = 0;
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        await client.CreateAgentAsync(Wire.Agent("1"), Wire.Context);
        simulator.Interceptor = request => IsCreate(request) && Interlocked.Increment(ref refusals) <= 4 ? HttpResponse.Json(401, ("message", "token值有误")) : null;

        // The first refusal is of the token that was good; three are of new ones.
        await client.CreateAgentAsync(Wire.Agent("2"), Wire.Context);
        Assert.Equal((2, 5), (simulator.Agents.Count, simulator.TokensIssued));

        refusals = -1;
        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent("3"), Wire.Context));
        Assert.Equal((ErrorKind.TokenRefused, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains("another session or runbook uses the same appId", error.Advice, StringComparison.Ordinal);
        Assert.Contains("run one after the other, or use a separate appId for each", error.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("-Token", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_token_is_no_retry_that_counts()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator, Wire.Once);
        await client.CreateAgentAsync(Wire.Agent("1"), Wire.Context);
        simulator.ExpireTokens();
        var log = new RequestLog(withBodies: false);

        await client.CreateAgentAsync(Wire.Agent("2"), Wire.Logged(log));

        Assert.Equal(
            [("/api/operation/tenant/agents", "401", 1), ("/p/api/operation/operation/apply/token", "200", 1), ("/api/operation/tenant/agents", "200", 2)],
            log.Taken().Select(trace => (trace.Path, trace.Result, trace.Attempt)));
    }

    [Fact]
    public async Task A_token_request_is_sent_again_when_the_server_fumbles()
    {
        using var simulator = new VendorSimulator();
        using var proxy = new FaultProxy(simulator.TenantUri, number => number == 1 ? Fault.ResetAfterForwarding : Fault.None);
        using var client = Wire.WithCredential(simulator, tokenUri: new Uri(proxy.Uri, simulator.TokenUri.AbsolutePath));

        await client.CreateAgentAsync(Wire.Agent(), Wire.Context);

        Assert.Equal((2, 1), (proxy.RequestCount, simulator.Agents.Count));
    }

    [Fact]
    public async Task The_secret_of_the_application_is_masked_even_after_many_renewals()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        for (var i = 0; i < 70; i++)
        {
            simulator.ExpireTokens();
            await client.CreateAgentAsync(Wire.Agent($"{i}"), Wire.Context);
        }

        simulator.Interceptor = _ => HttpResponse.Json(400, ("message", $"who is {simulator.AppSecret}?"));
        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent("x"), Wire.Context));

        Assert.InRange(simulator.TokensIssued, 70, 71);
        Assert.Equal("who is ********?", error.VendorMessage);
    }

    private static bool IsCreate(HttpRequest request) => request.Path == "/api/operation/tenant/agents";

    private static void AssertAllCreated(VendorSimulator simulator, TenantClient client, int count)
    {
        var outcomes = Wire.Run(Wire.Codes(count), 16, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(Wire.Codes(count), outcomes.Select(outcome => outcome.Result.Code).Order(StringComparer.Ordinal));

        // The tenant takes each code once, so that none failed says that none was sent twice after it was done.
        Assert.Equal(Wire.Codes(count), simulator.Agents.Select(agent => agent.Code).Order(StringComparer.Ordinal));
    }
}
