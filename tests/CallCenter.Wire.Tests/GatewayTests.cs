using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Gateways that limit, real ones where they are installed: no row fails and none is left unknown. The same answers from the simulator are in PaceTests; how near to the limit it comes, in the governor's tests.</summary>
public sealed class GatewayTests(ITestOutputHelper output) : IDisposable
{
    private const string Page = "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>nginx</body>\r\n</html>\r\n";

    private readonly VendorSimulator _simulator = new();

    public void Dispose() => _simulator.Dispose();

    [Theory]
    [InlineData(503, "")]
    [InlineData(503, "burst=5 nodelay")]
    [InlineData(503, "burst=20 nodelay")]
    [InlineData(429, "")]
    [InlineData(429, "burst=5 nodelay")]
    public void Nginx_that_takes_so_many_a_second(int status, string burst)
    {
        using var nginx = Gateway.Nginx(
            _simulator.TenantUri,
            "limit_req_zone $binary_remote_addr zone=z:1m rate=50r/s;",
            $"limit_req zone=z {burst}; limit_req_status {status};");

        Create(nginx.Uri, 500);
    }

    [Fact]
    public void Nginx_that_takes_so_many_connections()
    {
        Delay();
        using var nginx = Gateway.Nginx(_simulator.TenantUri, "limit_conn_zone $binary_remote_addr zone=z:1m;", "limit_conn z 4;");

        Create(nginx.Uri, 200);
    }

    [Fact]
    public void HAProxy_whose_queue_is_full()
    {
        Delay();
        using var proxy = Gateway.HAProxy(_simulator.TenantUri, 2);

        Create(proxy.Uri, 150);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_create_that_a_gateway_took_and_answered_503_is_found_or_else_unknown_and_says_why(bool canLook)
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { AllowAgentList = canLook });
        var number = 0;
        simulator.Interceptor = request =>
        {
            if (Interlocked.Increment(ref number) > 1)
            {
                return null;
            }

            simulator.Answer(request);
            return Unavailable();
        };
        using var client = Wire.WithToken(simulator, Wire.Usual);

        if (canLook)
        {
            Assert.Equal("5003", (await Wire.CreateAsync(client, Wire.Agent())).Code);
        }
        else
        {
            var error = await Wire.FailsAsync(() => Wire.CreateAsync(client, Wire.Agent()));
            Assert.Equal((ErrorKind.UnexpectedStatus, 409, true), (error.Kind, error.StatusCode, error.OutcomeUnknown));
            Assert.Contains("an earlier attempt was answered with 503", error.Message, StringComparison.Ordinal);
        }

        Assert.Single(simulator.Agents);
    }

    [Theory]
    [InlineData(409, "taken")]
    [InlineData(200, "code 5003 已存在")]
    [InlineData(400, "code 5003 already exists")]
    public async Task What_exists_is_unknown_only_after_a_503(int status, string words)
    {
        foreach (var met in new[] { true, false })
        {
            var number = 0;
            using var simulator = new VendorSimulator
            {
                Interceptor = _ => met && Interlocked.Increment(ref number) == 1 ? Unavailable() : HttpResponse.Json(status, ("message", words), ("code", "1")),
            };
            using var client = Wire.WithToken(simulator, Wire.Usual);

            var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

            Assert.Equal(met, error.OutcomeUnknown);
            Assert.Contains("seems to have an agent with this code", error.Advice, StringComparison.Ordinal);
        }
    }

    private static HttpResponse Unavailable() => new HttpResponse(503, System.Text.Encoding.UTF8.GetBytes(Page)).With("Content-Type", "text/html");

    private void Delay() => _simulator.Interceptor = _ =>
    {
        Thread.Sleep(10);
        return null;
    };

    private void Create(Uri server, int rows)
    {
        using var client = Wire.WithToken(server, Wire.Usual with { Clock = new SystemClock() }, _simulator.IssueToken());
        var log = new RequestLog(withBodies: false);
        var time = Stopwatch.StartNew();

        var outcomes = Wire.Run(Wire.Codes(rows), 16, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context), log);

        output.WriteLine($"{rows} rows, {log.Taken().Count(trace => trace.Result is "503" or "429")} refused, {rows / time.Elapsed.TotalSeconds:0.0} a second");
        Assert.Equal([], outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Error!.Message));
        Assert.Equal(rows, _simulator.Agents.Count);
    }
}
