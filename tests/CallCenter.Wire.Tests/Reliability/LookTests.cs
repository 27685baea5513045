using System;
using System.Threading;
using System.Threading.Tasks;
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

        Assert.Equal("5003", (await client.CreateAndSettleAsync(Wire.Agent("5003"), Wire.Context)).Code);
        Assert.Equal("5004", (await client.CreateAndSettleAsync(Wire.Agent("5004"), Wire.Context)).Code);
        Assert.Equal(3, _looks);
    }

    [Fact]
    public async Task A_tenant_that_never_answers_in_JSON_is_soon_not_asked_any_more()
    {
        Answer(_ => new HttpResponse(200));
        using var client = Wire.WithToken(_simulator);

        foreach (var code in Wire.Codes(4))
        {
            var error = await Wire.FailsAsync(() => client.CreateAndSettleAsync(Wire.Agent(code), Wire.Context));
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
}
