using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Simulator.Tests;

public sealed class VendorSimulatorTests
{
    [Fact]
    public void By_default_it_listens_on_loopback_with_a_secret_of_its_own()
    {
        using var one = new VendorSimulator();
        using var other = new VendorSimulator();

        Assert.Equal(("http", "127.0.0.1"), (one.TenantUri.Scheme, one.TenantUri.Host));
        Assert.Equal(new Uri(one.TenantUri, "/p/api/operation/operation/apply/token"), one.TokenUri);
        Assert.Equal("demo-app", one.AppId);
        Assert.Matches("^[0-9a-f]{32}$", one.AppSecret);
        Assert.NotEqual(one.AppSecret, other.AppSecret);
        Assert.Null(one.CertificateThumbprint);
        Assert.Equal(["0800", "630", "631", "632"], Sorted(one.Queues.Keys));

        static IEnumerable<string> Sorted(IEnumerable<string> names)
        {
            var list = new List<string>(names);
            list.Sort(StringComparer.Ordinal);
            return list;
        }
    }

    [Fact]
    public void A_taken_port_is_an_error_and_leaves_nothing_running()
    {
        using var first = new VendorSimulator();

        Assert.Throws<SocketException>(() => new VendorSimulator(new SimulatorOptions { QueuePort = first.QueueUri.Port }));
        Assert.Throws<SocketException>(() => new VendorSimulator(new SimulatorOptions { TenantPort = first.TenantUri.Port }));
        Assert.Throws<ArgumentException>(() => new VendorSimulator(new SimulatorOptions { Queues = ["1", "1"] }));
    }

    [Fact]
    public async Task StopTenant_closes_its_connections_and_leaves_the_phone_system_alone()
    {
        using var rehearsal = new Rehearsal();
        VendorSimulator simulator = rehearsal.Simulator;
        using var idle = new RawConnection(simulator.TenantUri);
        await idle.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await idle.ReadAnswerAsync();

        simulator.StopTenant();

        Assert.Equal("", await idle.ReadToEndAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => rehearsal.CreateAsync("1", "a"));
        Assert.Equal(200, (await rehearsal.PhoneAsync("agent-login", "queue=630&extension=800")).Status);
        Assert.True(simulator.IsRunning);

        simulator.StopPhoneSystem();

        await Assert.ThrowsAsync<HttpRequestException>(() => rehearsal.PhoneAsync("agent-login", "queue=630&extension=800"));
        Assert.False(simulator.IsRunning);
        Assert.Equal(["800"], simulator.Queues["630"]);
    }

    [Fact(Skip = TestRuntime.MonoCertificate, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public void Dispose_frees_the_ports_and_may_be_repeated()
    {
        var first = new VendorSimulator(new SimulatorOptions { UseTls = true });
        var ports = new SimulatorOptions { TenantPort = first.TenantUri.Port, QueuePort = first.QueueUri.Port };

        first.Dispose();
        first.Dispose();

        using var second = new VendorSimulator(ports);
        Assert.Equal(ports.TenantPort, second.TenantUri.Port);
        Assert.False(first.IsRunning);
        Assert.Equal(64, first.CertificateThumbprint?.Length);
    }

    [Fact]
    public async Task An_interceptor_answers_in_the_vendors_place_or_lets_the_request_pass()
    {
        using var rehearsal = new Rehearsal();
        int calls = 0;
        rehearsal.Simulator.Interceptor = request => request.Path == Rehearsal.AgentsPath && ++calls == 1
            ? HttpResponse.Json(503, "{\"message\":\"busy\"}").With("Retry-After", "1")
            : null;

        Assert.Equal((503, "busy"), (await rehearsal.CreateAsync("1", "a")).Outcome);
        Assert.Empty(rehearsal.Simulator.Agents);
        Assert.Equal(200, (await rehearsal.CreateAsync("1", "a")).Status);
    }

    [Fact]
    public async Task A_request_can_take_effect_and_its_answer_be_lost()
    {
        using var rehearsal = new Rehearsal();
        VendorSimulator simulator = rehearsal.Simulator;
        simulator.Interceptor = request =>
        {
            simulator.Answer(request);
            return HttpResponse.Lost();
        };

        await Assert.ThrowsAsync<HttpRequestException>(() => rehearsal.CreateAsync("1", "a"));

        Assert.NotNull(simulator.FindAgent("1"));
    }

    [Fact]
    public async Task An_answer_can_be_cut_short()
    {
        using var rehearsal = new Rehearsal();
        rehearsal.Simulator.Interceptor = _ => HttpResponse.Json(200, "{").With("Content-Length", "100");

        await Assert.ThrowsAsync<HttpRequestException>(() => rehearsal.CreateAsync("1", "a"));
    }

    [Fact]
    public async Task An_interceptor_that_fails_is_answered_with_500()
    {
        using var rehearsal = new Rehearsal();
        rehearsal.Simulator.Interceptor = _ => throw new InvalidOperationException("oops");

        Assert.Equal((500, "simulator: oops"), (await rehearsal.CreateAsync("1", "a")).Outcome);
    }

    [Fact]
    public async Task A_change_that_is_delayed_takes_effect_although_its_client_has_gone()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { EffectDelay = TimeSpan.FromSeconds(3) });
        using (var connection = new RawConnection(simulator.QueueUri))
        {
            await connection.SendAsync(
                "POST /coocenter-api/queues/agent-login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 23\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\nqueue=630&extension=800");
            while (simulator.RequestCount == 0)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            Assert.Empty(simulator.Queues["630"]);
        }

        while (simulator.Queues["630"].Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Latency_delays_the_answer_and_not_the_effect()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { Latency = TimeSpan.FromMinutes(10) });
        using var connection = new RawConnection(simulator.QueueUri);
        await connection.SendAsync(
            "POST /coocenter-api/queues/agent-login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 23\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\nqueue=630&extension=800");

        while (simulator.Queues["630"].Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        simulator.StopPhoneSystem();
        Assert.Equal("", await connection.ReadToEndAsync());
    }
}
