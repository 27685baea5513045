using System;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using CallCenter.Simulator.CooCenter;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Reading the phone system: its queues, its extensions, and what of that it may not have.</summary>
public sealed class FloorReadTests : IDisposable
{
    private readonly VendorSimulator _simulator = new(new SimulatorOptions { RecordRequests = true });

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task The_simulated_floor_is_read_with_three_requests()
    {
        using var client = Wire.Queues(_simulator.QueueUri);
        await client.EnterAsync("0800", "0042", Wire.Context);
        _simulator.SetMember(new("630", "8001", Paused: true, Penalty: 5));
        _simulator.SetExtension("8001", SimulatedState.OnHold);
        _simulator.SetExtension("0042", SimulatedState.Offline);
        _simulator.NameExtension("8001", "李娜");
        var before = _simulator.RequestCount;

        var floor = await client.ReadFloorAsync(Wire.Context);

        Assert.Equal(3, _simulator.RequestCount - before);
        Assert.All(_simulator.Requests.Skip((int)before), request => Assert.Equal("GET", request.Method));
        Assert.Empty(floor.Gaps);
        Assert.Equal(["630", "631", "632", "0800"], floor.Queues!.Queues);
        Assert.Equal(
            [new QueueMember("630", "8001") { Paused = true, Penalty = 5 }, new QueueMember("0800", "0042") { Paused = false, Penalty = 0 }],
            floor.Queues.Members);
        Assert.Equal(
            new ExtensionStatus("8001") { AgentName = "李娜", State = ExtensionState.OnHold, Registered = true, Address = "192.0.2.2" },
            floor.Of("8001"));
        Assert.Equal(new ExtensionStatus("0042") { State = ExtensionState.Offline, Registered = false }, floor.Of("0042"));
    }

    [Theory]
    [InlineData(404, """{"status":"error","message":"Not found"}""")]
    [InlineData(404, "<html>")]
    [InlineData(405, "")]
    [InlineData(501, "")]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, """{"status":"error","message":"unknown action"}""")]
    public async Task A_list_that_the_phone_system_does_not_have_is_a_gap(int status, string body)
    {
        using var client = Wire.Queues(_simulator.QueueUri);
        await client.EnterAsync("630", "8001", Wire.Context);
        _simulator.Interceptor = request => request.Path.Contains("/extensions/", StringComparison.Ordinal) ? HttpResponse.Json(status, body) : null;

        var floor = await client.ReadFloorAsync(Wire.Context);

        Assert.Equal(2, floor.Gaps.Count);
        Assert.Contains("list the states of the extensions", floor.Gaps[0].Message, StringComparison.Ordinal);
        Assert.Contains("list the registrations of the extensions", floor.Gaps[1].Message, StringComparison.Ordinal);
        Assert.Equal((false, false), (floor.HasStates, floor.HasRegistrations));
        Assert.Equal(new ExtensionStatus("8001"), Assert.Single(floor.Extensions));
    }

    [Theory]
    [InlineData(500, ErrorKind.UnexpectedStatus)]
    [InlineData(503, ErrorKind.ServerBusy)]
    [InlineData(401, ErrorKind.QueueKeyRefused)]
    public async Task A_phone_system_that_does_not_answer_now_is_an_error(int status, ErrorKind kind)
    {
        using var client = Wire.Queues(_simulator.QueueUri);
        _simulator.Interceptor = request => request.Path.EndsWith("extension-status", StringComparison.Ordinal) ? HttpResponse.Json(status) : null;

        Assert.Equal(kind, (await Wire.FailsAsync(() => client.ReadFloorAsync(Wire.Context))).Kind);
    }

    [Fact]
    public async Task A_pause_is_the_form_of_the_vendors_example()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, """{"status":"success","message":"Interface paused successfully"}"""));
        using var client = Wire.Queues(server.Uri);

        Assert.Equal("Interface paused successfully", await client.SuspendAsync("630", "0800", Wire.Context));
        await client.ResumeAsync("630", "0800", Wire.Context);

        Assert.All(server.Requests, request => Assert.Equal("POST /coocenter-api/queues/agent-pause HTTP/1.1", request.StartLine));
        Assert.Equal(["member=0800&queue=630&state=on", "member=0800&queue=630&state=off"], server.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task Who_is_no_member_cannot_be_paused()
    {
        using var client = Wire.Queues(_simulator.QueueUri);

        var error = await Wire.FailsAsync(() => client.SuspendAsync("630", "8001", Wire.Context));

        Assert.Equal((ErrorKind.InterfaceNotFound, 404, "Interface not found"), (error.Kind, error.StatusCode, error.VendorMessage));
        Assert.Contains("pause extension 8001 in queue 630", error.Message, StringComparison.Ordinal);
    }
}
