using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>The tenant's list of agents: whole, in pages, cut short, or refused.</summary>
public sealed class AgentListTests : IDisposable
{
    private readonly VendorSimulator _simulator = new(new SimulatorOptions { AllowAgentList = true, RecordRequests = true });

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task A_list_that_is_whole_is_asked_for_once()
    {
        using var client = Wire.WithToken(_simulator);
        await client.CreateAgentAsync(Wire.Agent("0042"), Wire.Context);
        await client.CreateAgentAsync(Wire.Agent("5003"), Wire.Context);

        var agents = await client.ListAgentsAsync(Wire.Context);

        Assert.Equal(["0042", "5003"], agents.Select(agent => agent.Code));
        Assert.Equal(("login0042", "张三", "n01.cc"), (agents[0].LoginName, agents[0].UserName, agents[0].Namespace));
        Assert.Equal(3, _simulator.RequestCount);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task A_list_that_is_shorter_than_its_total_is_asked_for_in_pages(int largestPage)
    {
        // 15 agents without a page, as in the vendor's console, and no more than so many with one.
        _simulator.Interceptor = request => Page(
            int.Parse(Query(request, "start") ?? "0", CultureInfo.InvariantCulture),
            Math.Min(largestPage, int.Parse(Query(request, "limit") ?? "15", CultureInfo.InvariantCulture)),
            1234);
        using var client = Wire.WithToken(_simulator);

        var agents = await client.ListAgentsAsync(Wire.Context);

        Assert.Equal(Enumerable.Range(0, 1234).Select(Code), agents.Select(agent => agent.Code));
        Assert.Contains("page=1&start=0&limit=500", _simulator.Requests[1].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(0)]
    public async Task A_list_that_stays_short_is_refused(int rows)
    {
        _simulator.Interceptor = _ => Page(0, rows, 40);
        using var client = Wire.WithToken(_simulator);

        var error = await Wire.FailsAsync(() => client.ListAgentsAsync(Wire.Context));

        Assert.Equal(ErrorKind.ListIncomplete, error.Kind);
        Assert.Contains($"only {rows} of the 40 agents", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_a_total_may_be_short_and_is_refused()
    {
        _simulator.Interceptor = _ => HttpResponse.Json(200, """{"root":[]}""");
        using var client = Wire.WithToken(_simulator);

        Assert.Equal(ErrorKind.ListIncomplete, (await Wire.FailsAsync(() => client.ListAgentsAsync(Wire.Context))).Kind);
    }

    [Theory]
    [InlineData(400, ErrorKind.ListRefused)]
    [InlineData(403, ErrorKind.ListRefused)]
    [InlineData(404, ErrorKind.ListRefused)]
    [InlineData(405, ErrorKind.ListRefused)]
    [InlineData(401, ErrorKind.TokenRefused)]
    [InlineData(500, ErrorKind.UnexpectedStatus)]
    public async Task A_tenant_that_does_not_let_the_token_list_is_one_clear_error(int status, ErrorKind kind)
    {
        _simulator.Interceptor = _ => HttpResponse.Json(status, ("message", "无权限"));
        using var client = Wire.WithToken(_simulator);

        var error = await Wire.FailsAsync(() => client.ListAgentsAsync(Wire.Context));

        Assert.Equal((kind, status, "无权限", false), (error.Kind, error.StatusCode, error.VendorMessage, error.OutcomeUnknown));
    }

    [Theory]
    [InlineData("""{"agents":[]}""")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_no_list_is_an_error(string body)
    {
        _simulator.Interceptor = _ => HttpResponse.Json(200, body);
        using var client = Wire.WithToken(_simulator);

        Assert.Equal(ErrorKind.NotJson, (await Wire.FailsAsync(() => client.ListAgentsAsync(Wire.Context))).Kind);
    }

    private static string Code(int number) => (10_000 + number).ToString(CultureInfo.InvariantCulture);

    private static string? Query(HttpRequest request, string name) =>
        request.Query.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    private static HttpResponse Page(int start, int count, int total) => HttpResponse.Json(
        200,
        $$"""{"root":[{{string.Join(",", Enumerable.Range(start, Math.Max(0, Math.Min(count, total - start))).Select(number => $$"""{"id":"id{{number}}","code":"{{Code(number)}}","loginName":"login{{number}}"}"""))}}],"total":{{total}}}""");
}
