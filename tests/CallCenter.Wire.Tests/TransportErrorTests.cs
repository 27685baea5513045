using System;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>No answer, or half of one.</summary>
public sealed class TransportErrorTests
{
    private static readonly ConnectionOptions Hasty = new() { MaximumRetryCount = 0, Timeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_server_that_says_nothing_is_a_timeout()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Hang);
        using var client = Wire.WithToken(server.Uri, Hasty);

        var error = await CreateFailsAsync(client, ErrorKind.Timeout, unknown: true);

        Assert.Contains("within 1 seconds", error.Message, StringComparison.Ordinal);
        Assert.Contains("-TimeoutSec", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_drips_is_a_timeout()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Drip(ScriptedAnswer.BytesOf(200, VendorPages.CreateAnswer), TimeSpan.FromMilliseconds(100)));
        using var client = Wire.WithToken(server.Uri, Hasty);

        await CreateFailsAsync(client, ErrorKind.Timeout, unknown: true);
    }

    [Fact]
    public async Task A_server_that_drips_in_time_is_understood()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Drip(ScriptedAnswer.BytesOf(200, """{"id":"座席"}"""), TimeSpan.FromMilliseconds(1)));
        using var client = Wire.WithToken(server.Uri);

        Assert.Equal("座席", (await client.CreateAgentAsync(Wire.Agent(), Wire.Context)).Id);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_body_that_cannot_be_unpacked_is_no_answer(string coding)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, "this is not packed", $"Content-Type: application/json\r\nContent-Encoding: {coding}\r\n"));
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(server.Uri);
        using var withoutToken = Wire.WithCredential(simulator, Wire.Once, tokenUri: server.Uri);

        await CreateFailsAsync(client, ErrorKind.ConnectionLost, unknown: true);
        Assert.Contains(await client.CheckAsync(Wire.Patience, Wire.Context), finding => finding.Result == CheckResult.Failed);
        await CreateFailsAsync(withoutToken, ErrorKind.ConnectionLost, unknown: false);
        Assert.Equal(0, simulator.RequestCount);
    }

    [Fact]
    public async Task A_timeout_of_zero_waits_as_long_as_it_takes()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(300) });
        using var client = Wire.WithToken(simulator, Hasty with { Timeout = TimeSpan.Zero });

        Assert.Equal("5003", (await client.CreateAgentAsync(Wire.Agent(), Wire.Context)).Code);
    }

    [Fact]
    public async Task A_dead_server_is_unreachable()
    {
        using var proxy = new FaultProxy(new Uri("http://127.0.0.1:1"), _ => Fault.None, refuses: true);
        using var client = Wire.WithToken(proxy.Uri);
        using var queues = Wire.Queues(proxy.Uri);

        var error = await CreateFailsAsync(client, ErrorKind.Unreachable, unknown: false);
        Assert.Contains(proxy.Uri.Authority, error.Message, StringComparison.Ordinal);

        var enter = await Wire.FailsAsync(() => queues.EnterAsync("630", "0800", Wire.Context));
        Assert.Equal((ErrorKind.Unreachable, false), (enter.Kind, enter.OutcomeUnknown));
        Assert.Contains("extension 0800", enter.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_unreachable()
    {
        using var client = Wire.WithToken(new Uri("https://nothing.invalid"));

        var error = await CreateFailsAsync(client, ErrorKind.Unreachable, unknown: false);

        Assert.Contains("nothing.invalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_unreachable()
    {
        using var dead = new FaultProxy(new Uri("http://127.0.0.1:1"), _ => Fault.None, refuses: true);
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.CreateAnswer));
        using var client = Wire.WithToken(server.Uri, Wire.Once with { Proxy = dead.Uri, AllowUnencryptedAuthentication = true });

        await CreateFailsAsync(client, ErrorKind.Unreachable, unknown: false);

        Assert.Equal(0, server.RequestCount);
    }

    [Fact]
    public async Task A_proxy_that_is_given_is_used()
    {
        using var proxy = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.CreateAnswer));
        var options = Wire.Once with { Proxy = proxy.Uri, AllowUnencryptedAuthentication = true };
        using var client = Wire.WithToken(new Uri("http://nothing.invalid/p"), options);

        await client.CreateAgentAsync(Wire.Agent() with { LoginName = "testAgent" }, Wire.Context);

        Assert.Equal("POST http://nothing.invalid/p/api/operation/tenant/agents HTTP/1.1", Assert.Single(proxy.Requests).StartLine);
    }

    [Fact]
    public async Task A_connection_that_closes_or_is_reset_without_an_answer_is_lost()
    {
        foreach (var answer in new[] { ScriptedAnswer.Close, ScriptedAnswer.Reset })
        {
            using var server = new ScriptedServer(answer);
            using var client = Wire.WithToken(server.Uri);

            await CreateFailsAsync(client, ErrorKind.ConnectionLost, unknown: true);

            Assert.Equal(1, server.RequestCount);
        }
    }

    [Fact]
    public async Task An_answer_cut_anywhere_is_lost()
    {
        var whole = ScriptedAnswer.BytesOf(200, """{"id":"1","code":"5003"}""");
        for (var length = 1; length < whole.Length; length += 7)
        {
            using var server = new ScriptedServer(ScriptedAnswer.BytesAndClose(whole[..length]));
            using var client = Wire.WithToken(server.Uri);

            await CreateFailsAsync(client, ErrorKind.ConnectionLost, unknown: true);
        }
    }

    [Fact]
    public async Task What_is_not_HTTP_is_lost()
    {
        using var server = new ScriptedServer(ScriptedAnswer.BytesAndClose("SSH-2.0-OpenSSH_9.9\r\n"u8.ToArray()));
        using var client = Wire.WithToken(server.Uri);

        await CreateFailsAsync(client, ErrorKind.ConnectionLost, unknown: true);
    }

    [Fact]
    public async Task An_answer_too_large_to_be_the_vendors_is_not_read_to_its_end()
    {
        var head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 17000000\r\n\r\n");
        using var server = new ScriptedServer(ScriptedAnswer.Bytes([.. head, .. new byte[1000]]));
        using var client = Wire.WithToken(server.Uri);

        await CreateFailsAsync(client, ErrorKind.ConnectionLost, unknown: true);
    }

    [Fact]
    public async Task A_client_that_is_closed_meanwhile_was_stopped_and_did_not_time_out()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Hang);
        var client = Wire.WithToken(server.Uri, Wire.Usual);
        var create = Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));
        var reset = Wire.FailsAsync(() => client.ResetPasswordAsync("5003", Wire.Password, Wire.Context));
        await Wire.UntilAsync(() => server.RequestCount == 2);

        client.Dispose();

        Assert.Equal((ErrorKind.Stopped, true), ((await create).Kind, (await create).OutcomeUnknown));
        Assert.Equal((ErrorKind.Stopped, true), ((await reset).Kind, (await reset).OutcomeUnknown));
        Assert.Equal(2, server.RequestCount);
    }

    [Fact]
    public async Task The_token_server_being_away_is_told_of_the_row_and_leaves_nothing_unknown()
    {
        using var simulator = new VendorSimulator();
        using var hanging = new ScriptedServer(ScriptedAnswer.Hang);
        using var closing = new ScriptedServer(ScriptedAnswer.Close);
        using var failing = new ScriptedServer(ScriptedAnswer.Of(500, """{"message":"RESTEASY003065: x","code":"500"}"""));
        foreach (var (server, options, kind) in new[]
        {
            (hanging, Hasty, ErrorKind.Timeout), (closing, Wire.Once, ErrorKind.ConnectionLost), (failing, Wire.Once, ErrorKind.UnexpectedStatus),
        })
        {
            using var client = Wire.WithCredential(simulator, options, tokenUri: server.Uri);

            var error = await CreateFailsAsync(client, kind, unknown: false);
            Assert.Contains("token from " + server.Uri.Authority, error.Message, StringComparison.Ordinal);

            var signIn = await Wire.FailsAsync(() => client.SignInAsync(Wire.Context));
            Assert.Equal((kind, false), (signIn.Kind, signIn.OutcomeUnknown));
        }

        Assert.Equal(0, simulator.RequestCount);
    }

    [Fact]
    public async Task A_list_of_queues_that_does_not_come_leaves_nothing_unknown()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Close);
        using var client = Wire.Queues(server.Uri);

        var error = await Wire.FailsAsync(() => client.ExitAllAsync("800", Wire.Context));

        Assert.Equal((ErrorKind.ConnectionLost, false), (error.Kind, error.OutcomeUnknown));
    }

    private static async Task<CallCenterException> CreateFailsAsync(TenantClient client, ErrorKind kind, bool unknown)
    {
        var log = new RequestLog(withBodies: true);
        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Logged(log)));

        Assert.Equal((kind, unknown), (error.Kind, error.OutcomeUnknown));
        Assert.Contains("create agent 5003 (login5003)", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Advice);
        Assert.Equal(kind.ToString(), error.StatusCode is null ? Assert.Single(log.Taken()).Result : kind.ToString());
        return error;
    }
}
