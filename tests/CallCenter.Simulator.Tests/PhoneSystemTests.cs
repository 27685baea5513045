using System;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Simulator.CooCenter;
using Xunit;

namespace CallCenter.Simulator.Tests;

public sealed class PhoneSystemTests
{
    [Fact]
    public async Task The_example_of_the_vendors_page_signs_in_and_out()
    {
        using var rehearsal = new Rehearsal();

        for (int i = 0; i < 2; i++)
        {
            Rehearsal.Reply login = await rehearsal.PhoneAsync("agent-login", "extension=800&queue=630");
            Assert.Equal((200, """{"status":"success","message":"login extension success"}"""), (login.Status, login.Body));
            Assert.Equal(["800"], rehearsal.Simulator.Queues["630"]);
        }

        for (int i = 0; i < 2; i++)
        {
            Rehearsal.Reply logout = await rehearsal.PhoneAsync("agent-logout", "extension=800&queue=630");
            Assert.Equal((200, """{"status":"success","message":"logout extension success"}"""), (logout.Status, logout.Body));
            Assert.Empty(rehearsal.Simulator.Queues["630"]);
        }
    }

    [Theory]
    [InlineData("", 200, "queue is required")]
    [InlineData("queue=630", 200, "extension is required")]
    [InlineData("queue=+&extension=800", 200, "queue is required")]
    [InlineData("queue=630&extension=", 200, "extension is required")]
    [InlineData("queue=999&extension=800", 200, "Queue not found")]
    [InlineData("queue=800&extension=800", 200, "Queue not found")]
    [InlineData("queue=630&extension=8", 404, "Interface not found")]
    [InlineData("queue=630&extension=123456789", 404, "Interface not found")]
    [InlineData("queue=630&extension=%D9%A8%D9%A8", 404, "Interface not found")]
    [InlineData("queue=630&queue=630&extension=800", 200, "unexpected or repeated field: queue")]
    [InlineData("queue=630&extension=800&x=1", 200, "unexpected or repeated field: x")]
    [InlineData("queue=630&extension=800&", 200, "unexpected or repeated field: ")]
    [InlineData("queue=63%&extension=800", 200, "malformed form: '%' must be followed by two hexadecimal digits")]
    [InlineData("queue=%FF&extension=800", 200, "malformed form: not UTF-8")]
    [InlineData("queue=六&extension=800", 200, "malformed form: a character that must be percent-encoded")]
    public async Task Signing_in_and_out_refuse(string form, int status, string message)
    {
        using var rehearsal = new Rehearsal();
        foreach (string call in new[] { "agent-login", "agent-logout" })
        {
            Rehearsal.Reply reply = await rehearsal.PhoneAsync(call, form);

            Assert.Equal((status, message), reply.Outcome);
            Assert.Equal("error", reply["status"]);
        }

        Assert.All(rehearsal.Simulator.Queues.Values, Assert.Empty);
    }

    [Fact]
    public async Task Names_are_text_and_leading_zeros_count()
    {
        using var rehearsal = new Rehearsal(new SimulatorOptions { Queues = ["800", "0800"], Extensions = ["0100", "SIP-á"] });

        await rehearsal.PhoneAsync("agent-login", "queue=0800&extension=0100");
        await rehearsal.PhoneAsync("agent-login", "queue=%30800&extension=SIP-%c3%A1");
        Rehearsal.Reply unknown = await rehearsal.PhoneAsync("agent-login", "queue=0800&extension=100");

        Assert.Equal(404, unknown.Status);
        Assert.Empty(rehearsal.Simulator.Queues["800"]);
        Assert.Equal(["0100", "SIP-á"], rehearsal.Simulator.Queues["0800"]);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 200)]
    [InlineData("Application/X-WWW-Form-Urlencoded; charset=UTF-8", 200)]
    [InlineData("application/json", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=gbk", 415)]
    [InlineData(null, 415)]
    public async Task Only_a_form_is_taken(string? contentType, int status)
    {
        using var rehearsal = new Rehearsal();

        Assert.Equal(status, (await rehearsal.PhoneAsync("agent-login", "queue=630&extension=800", contentType)).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Queue_information_names_every_queue(string method)
    {
        using var rehearsal = new Rehearsal(new SimulatorOptions { Queues = ["630", "0800"] });
        await rehearsal.PhoneAsync("agent-login", "queue=630&extension=876");

        Rehearsal.Reply reply = await rehearsal.SendAsync(
            new Uri(rehearsal.Simulator.QueueUri, "/coocenter-api/queues/queue-info"), new HttpMethod(method));

        Assert.Equal(200, reply.Status);
        Assert.Equal("success", reply["status"]);
        Assert.EndsWith("\"data\":{\"630\":[{\"name\":\"sip/876\",\"paused\":\"0\",\"penalty\":\"0\"}],\"0800\":[]}}", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_paths_and_methods_are_refused()
    {
        using var rehearsal = new Rehearsal();
        var login = new Uri(rehearsal.Simulator.QueueUri, "/coocenter-api/queues/agent-login?queue=630&extension=800");

        Assert.Equal((404, "Not found"), (await rehearsal.PhoneAsync("agent-busy", "")).Outcome);
        Assert.Equal(405, (await rehearsal.SendAsync(login, HttpMethod.Get)).Status);
        Assert.Empty(rehearsal.Simulator.Queues["630"]);
    }

    [Theory]
    [InlineData("Authentication")]
    [InlineData("Authorization")]
    public async Task With_a_key_the_digest_of_the_appliances_day_is_wanted(string header)
    {
        var now = new DateTimeOffset(2024, 2, 28, 15, 59, 59, TimeSpan.Zero);
        using var rehearsal = new Rehearsal(new SimulatorOptions
        {
            QueueKey = "钥匙-42",
            ApplianceClockOffset = TimeSpan.FromHours(8),
            UtcNow = () => now,
        });

        // One second before the appliance's midnight, and at it.
        Assert.Equal(200, await StatusAsync(Digest("钥匙-422024-02-28")));
        now += TimeSpan.FromSeconds(1);
        Assert.Equal(401, await StatusAsync(Digest("钥匙-422024-02-28")));
        Assert.Equal(200, await StatusAsync(Digest("钥匙-422024-02-29")));
        Assert.Equal(401, await StatusAsync(Digest("钥匙-422024-02-29").ToUpperInvariant()));
        Assert.Equal(401, await StatusAsync(Digest("wrong2024-02-29")));
        Assert.Equal(401, await StatusAsync(null));

        async Task<int> StatusAsync(string? value)
        {
            Rehearsal.Reply reply = await rehearsal.PhoneAsync("agent-login", "queue=630&extension=800", header: (header, value));
            if (reply.Status == 401)
            {
                Assert.Equal("""{"status":"error","message":"Authentication failed"}""", reply.Body);
            }

            return reply.Status;
        }

        static string Digest(string text)
        {
#pragma warning disable CA5351 // The vendor's choice.
            return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
        }
    }

    [Fact]
    public async Task Three_hundred_extensions_sign_in_at_once()
    {
        using var rehearsal = new Rehearsal();

        Rehearsal.Reply[] replies = await Task.WhenAll(
            Enumerable.Range(100, 300).Select(i => Task.Run(() => rehearsal.PhoneAsync("agent-login", "queue=631&extension=" + i))));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Equal(300, rehearsal.Simulator.Queues["631"].Distinct().Count());
    }

    [Fact]
    public async Task A_member_is_paused_and_its_pause_ended()
    {
        using var rehearsal = new Rehearsal();
        rehearsal.Simulator.SetMember(new("630", "800", Penalty: 3));

        Assert.Equal((200, "Interface paused successfully"), (await rehearsal.PhoneAsync("agent-pause", "queue=630&member=800&state=on")).Outcome);
        Assert.Equal([new SimulatedMember("630", "800", Paused: true, Penalty: 3)], rehearsal.Simulator.Members);
        Assert.Contains("""{"name":"sip/800","paused":"1","penalty":"3"}""", (await rehearsal.PhoneAsync("queue-info", "")).Body, StringComparison.Ordinal);

        await rehearsal.PhoneAsync("agent-pause", "queue=630&member=800&state=off");
        Assert.Equal([new SimulatedMember("630", "800", Penalty: 3)], rehearsal.Simulator.Members);
    }

    [Theory]
    [InlineData("queue=630&member=800", 200, "state is required")]
    [InlineData("queue=630&member=800&state=maybe", 200, "state is on or off")]
    [InlineData("queue=999&member=800&state=on", 200, "Queue not found")]
    [InlineData("queue=630&member=800&state=on", 404, "Interface not found")]
    [InlineData("queue=630&extension=800&state=on", 200, "unexpected or repeated field: extension")]
    public async Task A_pause_is_refused(string form, int status, string message)
    {
        using var rehearsal = new Rehearsal();

        Assert.Equal((status, message), (await rehearsal.PhoneAsync("agent-pause", form)).Outcome);
    }

    [Fact]
    public async Task A_member_that_leaves_and_comes_back_has_lost_its_penalty_and_its_pause()
    {
        using var rehearsal = new Rehearsal();
        rehearsal.Simulator.SetMember(new("630", "800", Paused: true, Penalty: 3));

        await rehearsal.PhoneAsync("agent-login", "queue=630&extension=800");
        Assert.Equal([new SimulatedMember("630", "800", Paused: true, Penalty: 3)], rehearsal.Simulator.Members);
        await rehearsal.PhoneAsync("agent-logout", "queue=630&extension=800");
        await rehearsal.PhoneAsync("agent-login", "queue=630&extension=800");
        Assert.Equal([new SimulatedMember("630", "800")], rehearsal.Simulator.Members);
    }

    [Fact]
    public async Task Extensions_have_names_states_and_registrations()
    {
        using var rehearsal = new Rehearsal(new SimulatorOptions { Extensions = ["800", "0800"] });
        rehearsal.Simulator.NameExtension("800", "李娜");
        rehearsal.Simulator.SetExtension("800", SimulatedState.Ringing);
        rehearsal.Simulator.SetExtension("0800", SimulatedState.Offline);

        Rehearsal.Reply states = await rehearsal.ExtensionsAsync("extension-hints-status");
        Rehearsal.Reply registrations = await rehearsal.ExtensionsAsync("extension-status");

        Assert.Equal(
            """[{"agentName":"李娜","extension":"800","extenType":"sip","status":"8"},{"agentName":"","extension":"0800","extenType":"sip","status":"4"}]""",
            states.Body);
        Assert.EndsWith(
            ""","data":[{"Exten":"800","Type":"SIP","IPAddr":"192.0.2.1","Status":"OK (45 ms)"},{"Exten":"0800","Type":"SIP","IPAddr":"-none-","Status":"UNKNOWN"}]}""",
            registrations.Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_ends_by_itself_when_its_time_is_over()
    {
        var now = DateTimeOffset.UtcNow;
        using var simulator = new VendorSimulator(new SimulatorOptions { UtcNow = () => now });
        simulator.SetExtension("800", SimulatedState.InCall, TimeSpan.FromSeconds(30));

        now += TimeSpan.FromSeconds(29);
        simulator.NameExtension("800", "Li Na");
        Assert.Equal(new SimulatedExtension("800", "Li Na", SimulatedState.InCall), Assert.Single(simulator.Extensions));

        now += TimeSpan.FromSeconds(1);
        Assert.Equal(SimulatedState.Idle, Assert.Single(simulator.Extensions).State);

        simulator.SetExtension("800", SimulatedState.Busy);
        now += TimeSpan.FromDays(1);
        Assert.Equal(SimulatedState.Busy, Assert.Single(simulator.Extensions).State);
    }

    [Fact]
    public void What_does_not_exist_cannot_be_set()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { Extensions = ["800"] });

        Assert.Throws<ArgumentException>(() => simulator.SetExtension("801", SimulatedState.InCall));
        Assert.Throws<ArgumentException>(() => simulator.NameExtension("801", "Li Na"));
        Assert.Throws<ArgumentException>(() => simulator.SetMember(new("999", "800")));
        Assert.Throws<ArgumentException>(() => simulator.SetMember(new("630", "801")));
        Assert.Empty(simulator.Members);
    }
}
