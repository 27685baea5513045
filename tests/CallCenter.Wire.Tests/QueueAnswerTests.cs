using System;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>What the phone system answers, and what becomes of it.</summary>
public sealed class QueueAnswerTests
{
    [Fact]
    public async Task The_pages_example_answers_are_accepted()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.LoginAnswer), ScriptedAnswer.Of(200, VendorPages.LogoutAnswer, "Content-Type: text/html\r\n"));
        using var client = Wire.Queues(server.Uri);

        Assert.Equal("login extension success", await client.EnterAsync("630", "800", Wire.Context));
        Assert.Equal("logout extension success", await client.ExitAsync("630", "800", Wire.Context));
    }

    [Theory]
    [InlineData("{\n  \"status\": \"success\", // done\n  \"message\": \"login extension success\",\n}")]
    [InlineData("\ufeff{\"status\":\"Success\",\"message\":\"login extension success\"}")]
    public async Task Comments_trailing_commas_and_a_byte_order_mark_are_accepted(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body));
        using var client = Wire.Queues(server.Uri);

        Assert.Equal("login extension success", await client.EnterAsync("630", "800", Wire.Context));
    }

    [Fact]
    public async Task A_success_without_words_is_one()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, """{"status":"success"}"""));
        using var client = Wire.Queues(server.Uri);

        Assert.Null(await client.EnterAsync("630", "800", Wire.Context));
    }

    [Fact]
    public async Task The_simulated_phone_system_does_what_it_is_asked()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.Queues(simulator.QueueUri);

        await client.EnterAsync("0800", "042", Wire.Context);
        await client.EnterAsync("630", "042", Wire.Context);
        await client.EnterAsync("630", "42", Wire.Context);

        Assert.Equal(["042"], simulator.Queues["0800"]);
        Assert.Equal(
            [Member("630", "042"), Member("630", "42"), Member("0800", "042")],
            (await client.ListQueuesAsync(Wire.Context)).Members);

        await client.ExitAsync("630", "42", Wire.Context);
        Assert.Equal(["042"], simulator.Queues["630"]);
    }

    [Fact]
    public async Task Signing_out_of_all_queues_signs_out_of_each_that_lists_the_extension()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { RecordRequests = true });
        using var client = Wire.Queues(simulator.QueueUri);
        string[] queues = ["630", "632", "0800"];
        foreach (var queue in queues)
        {
            await client.EnterAsync(queue, "800", Wire.Context);
            await client.EnterAsync(queue, "0800", Wire.Context);
        }

        var outcomes = await client.ExitAllAsync("800", Wire.Context);

        Assert.Equal(queues, outcomes.Select(outcome => outcome.Queue()));
        Assert.All(outcomes, outcome => Assert.Equal(("logout extension success", null), ((string?)outcome.Result, outcome.Error)));
        Assert.All(queues, queue => Assert.Equal(["0800"], simulator.Queues[queue]));
        Assert.Empty(await client.ExitAllAsync("999", Wire.Context));

        // Never a sign-out without a queue, whose meaning nobody knows.
        Assert.All(
            simulator.Requests.Where(request => request.Target.EndsWith("agent-logout", StringComparison.Ordinal)),
            request => Assert.Matches("^extension=800&queue=[0-9]+$", System.Text.Encoding.ASCII.GetString(request.Body)));
    }

    [Fact]
    public async Task One_queue_that_refuses_does_not_keep_the_others_from_being_tried()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.Queues(simulator.QueueUri);
        await client.EnterAsync("630", "800", Wire.Context);
        await client.EnterAsync("631", "800", Wire.Context);
        simulator.Interceptor = request => System.Text.Encoding.ASCII.GetString(request.Body).EndsWith("queue=630", StringComparison.Ordinal)
            ? HttpResponse.Json(200, ("status", "error"), ("message", "locked"))
            : null;

        var outcomes = await client.ExitAllAsync("800", Wire.Context);

        Assert.Equal(ErrorKind.QueueRefused, outcomes[0].Error?.Kind);
        Assert.Contains("sign extension 800 out of queue 630", outcomes[0].Error!.Message, StringComparison.Ordinal);
        Assert.Null(outcomes[1].Error);
        Assert.Empty(simulator.Queues["631"]);
    }

    [Theory]
    [InlineData("""{"status":"success","data":{"630":[{"name":"sip/876","paused":"0"},{"name":"0042"},{"name":null},7],"0800":[],"x":null,"631":[{"name":"SIP/876"}],}}""")]
    [InlineData("""{"status":"success","data":{"630":[{"name":"sip/876"},{"name":"sip/0042"}], /* more */ "631":[{"name":"pjsip/876"}]}}""")]
    public async Task The_list_of_queues_is_read_leniently(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body));
        using var client = Wire.Queues(server.Uri);

        Assert.Equal(
            [("630", "876"), ("630", "0042"), ("631", "876")],
            (await client.ListQueuesAsync(Wire.Context)).Members.Select(member => (member.Queue, member.Extension)));
    }

    [Theory]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"status":"success","data":null}""")]
    [InlineData("""{"status":"success","data":"630"}""")]
    public async Task A_list_that_is_none_is_an_error_and_signs_nobody_out(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body));
        using var client = Wire.Queues(server.Uri);

        var error = await Wire.FailsAsync(() => client.ExitAllAsync("800", Wire.Context));

        Assert.Equal((ErrorKind.NotJson, 200, false), (error.Kind, error.StatusCode, error.OutcomeUnknown));
        Assert.Equal(1, server.RequestCount);
    }

    [Fact]
    public async Task Err_200_with_status_error()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.Queues(simulator.QueueUri);

        await BothFailAsync(client, "999", "800", ErrorKind.QueueRefused, 200, "Queue not found");
    }

    [Fact]
    public async Task Err_404_no_such_extension()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { Extensions = ["800"] });
        using var client = Wire.Queues(simulator.QueueUri);

        await BothFailAsync(client, "630", "0801", ErrorKind.InterfaceNotFound, 404, "Interface not found");
    }

    [Fact]
    public async Task Err_401_a_wrong_key_or_none()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { QueueKey = "right" });
        using var without = Wire.Queues(simulator.QueueUri);
        using var wrong = Wire.Queues(simulator.QueueUri, key: "wrong");

        await BothFailAsync(without, "630", "800", ErrorKind.QueueKeyRefused, 401, "Authentication failed");
        await BothFailAsync(wrong, "630", "800", ErrorKind.QueueKeyRefused, 401, "Authentication failed");
    }

    [Theory]
    [InlineData(400, ErrorKind.UnexpectedStatus, false)]
    [InlineData(403, ErrorKind.QueueKeyRefused, false)]
    [InlineData(404, ErrorKind.UnexpectedStatus, false)]
    [InlineData(418, ErrorKind.UnexpectedStatus, false)]
    [InlineData(429, ErrorKind.ServerBusy, false)]
    [InlineData(500, ErrorKind.UnexpectedStatus, true)]
    [InlineData(503, ErrorKind.ServerBusy, false)]
    [InlineData(204, ErrorKind.UnexpectedStatus, true)]
    [InlineData(302, ErrorKind.UnexpectedStatus, false)]
    public async Task Any_status_becomes_its_kind(int status, ErrorKind kind, bool unknown)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(status, status == 204 ? "" : """{"message":"某事"}"""));
        using var client = Wire.Queues(server.Uri);

        var error = await Wire.FailsAsync(() => client.EnterAsync("0800", "042", Wire.Context));

        Wire.AssertError(error, kind, status, status == 204 ? null : "某事", "sign extension 042 in to queue 0800");
        Assert.Equal(unknown, error.OutcomeUnknown);
    }

    [Theory]
    [InlineData("<html><body>Sign in</body></html>", "web page")]
    [InlineData("", "empty")]
    [InlineData("""{"message":"no status"}""", "not")]
    public async Task A_200_that_says_nothing_leaves_the_outcome_unknown(string body, string words)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body));
        using var client = Wire.Queues(server.Uri);

        var error = await Wire.FailsAsync(() => client.EnterAsync("630", "800", Wire.Context));

        Wire.AssertError(error, ErrorKind.NotJson, 200, null, "sign extension 800 in to queue 630");
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.True(error.OutcomeUnknown);
    }

    private static QueueMember Member(string queue, string extension) => new(queue, extension) { Paused = false, Penalty = 0 };

    private static async Task BothFailAsync(QueueClient client, string queue, string extension, ErrorKind kind, int status, string words)
    {
        Wire.AssertError(
            await Wire.FailsAsync(() => client.EnterAsync(queue, extension, Wire.Context)),
            kind, status, words, $"sign extension {extension} in to queue {queue}");
        Wire.AssertError(
            await Wire.FailsAsync(() => client.ExitAsync(queue, extension, Wire.Context)),
            kind, status, words, $"sign extension {extension} out of queue {queue}");
    }
}
