using System.Text;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;
using CallCenter.Core.Vendors.CooCenter;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>The three lists of the phone system, as leniently as they are read.</summary>
public sealed class PhoneSystemJsonTests
{
    [Fact]
    public void Queues_and_members_are_read_as_the_page_shows_them()
    {
        using var answer = Answer("""
            {
              "status": "success", // all well
              "message": "",
              "data": {
                "0800": [ { "name": "sip/876", "paused": "0", "penalty": "0" }, { "name": "sip/0042", "paused": "1", "penalty": "5" }, ],
                "640": [],
              }
            }
            """);

        var list = PhoneSystemJson.ReadQueues(answer, text => text)!;

        Assert.Equal(["0800", "640"], list.Queues);
        Assert.Equal(
            [new QueueMember("0800", "876") { Paused = false, Penalty = 0 }, new QueueMember("0800", "0042") { Paused = true, Penalty = 5 }],
            list.Members);
    }

    [Theory]
    [InlineData("sip/876", "876")]
    [InlineData("SIP/0876", "0876")]
    [InlineData("PJSIP/876", "876")]
    [InlineData("Local/876@from-queue/n", "876")]
    [InlineData("876", "876")]
    public void A_members_extension_is_read_out_of_any_channel(string channel, string extension)
    {
        using var answer = Answer($$$"""{"status":"success","data":{"630":[{"name":"{{{channel}}}"}] }}""");

        Assert.Equal(new QueueMember("630", extension), Assert.Single(PhoneSystemJson.ReadQueues(answer, text => text)!.Members));
    }

    [Theory]
    [InlineData("""{"name":"sip/876","paused":1,"penalty":3}""", true, 3)]
    [InlineData("""{"name":"sip/876","paused":true,"penalty":"3"}""", true, 3)]
    [InlineData("""{"name":"sip/876","paused":false,"penalty":"many"}""", false, null)]
    [InlineData("""{"name":"sip/876","paused":null}""", null, null)]
    public void Numbers_are_read_as_numbers_and_as_texts(string member, bool? paused, int? penalty)
    {
        using var answer = Answer($$$"""{"status":"success","data":{"630":[{{{member}}},7,null,{"name":null}],"631":null}}""");

        var list = PhoneSystemJson.ReadQueues(answer, text => text)!;

        Assert.Equal(new QueueMember("630", "876") { Paused = paused, Penalty = penalty }, Assert.Single(list.Members));
        Assert.Equal(["630", "631"], list.Queues);
    }

    [Theory]
    [InlineData("""[{"agentName":"Li Na","extension":"0800","extenType":"sip","status":1},{"agentName":"","extension":"801","status":"0"},]""")]
    [InlineData("""{"status":"success","data":[{"agentName":"Li Na","extension":"0800","status":"1"},{"extension":801,"status":0}] /* all */}""")]
    [InlineData("""{"status":"success","data":[{"agentName":"Li Na","Exten":"0800","Interface":"SIP/0800","Status":"1","StatusText":"InUse"},{"Exten":"801","Status":0},7,{"Status":0}]}""")]
    public void States_are_read_in_both_known_forms(string body)
    {
        using var answer = Answer(body);

        Assert.Equal(
            [new ExtensionStatus("0800") { AgentName = "Li Na", State = ExtensionState.InCall }, new ExtensionStatus("801") { State = ExtensionState.Idle }],
            PhoneSystemJson.ReadStates(answer, text => text));
    }

    [Theory]
    [InlineData("0", ExtensionState.Idle)]
    [InlineData("1", ExtensionState.InCall)]
    [InlineData("2", ExtensionState.Busy)]
    [InlineData("4", ExtensionState.Offline)]
    [InlineData("8", ExtensionState.Ringing)]
    [InlineData("16", ExtensionState.OnHold)]
    [InlineData("9", ExtensionState.InCall)]
    [InlineData("17", ExtensionState.InCall)]
    [InlineData("-1", ExtensionState.Unknown)]
    [InlineData("99", ExtensionState.Unknown)]
    [InlineData("\"InUse\"", ExtensionState.Unknown)]
    [InlineData("null", ExtensionState.Unknown)]
    public void Each_number_is_a_state(string status, ExtensionState state)
    {
        using var answer = Answer($$"""[{"extension":"800","status":{{status}}}]""");

        Assert.Equal(state, Assert.Single(PhoneSystemJson.ReadStates(answer, text => text)!).State);
    }

    [Theory]
    [InlineData("OK (45 ms)", "10.0.0.7", true, "10.0.0.7")]
    [InlineData("LAGGED (2400 ms)", "10.0.0.7", true, "10.0.0.7")]
    [InlineData("UNKNOWN", "-none-", false, null)]
    [InlineData("Unreachable", "10.0.0.7", false, "10.0.0.7")]
    [InlineData("Unmonitored", "", null, null)]
    public void Registrations_are_read(string status, string address, bool? registered, string? shown)
    {
        using var answer = Answer($$"""{"status":"success","data":[{"Exten":"0800","Type":"SIP","IPAddr":"{{address}}","Status":"{{status}}",},]}""");

        Assert.Equal(new ExtensionStatus("0800") { Registered = registered, Address = shown }, Assert.Single(PhoneSystemJson.ReadRegistrations(answer, text => text)!));
    }

    [Theory]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"status":"success","data":"630"}""")]
    [InlineData("""<html>""")]
    [InlineData("")]
    public void What_has_no_list_is_none(string body)
    {
        using var answer = Answer(body);

        Assert.Null(PhoneSystemJson.ReadQueues(answer, text => text));
        Assert.Null(PhoneSystemJson.ReadStates(answer, text => text));
        Assert.Null(PhoneSystemJson.ReadRegistrations(answer, text => text));
    }

    private static ApiAnswer Answer(string body) => new(200, Encoding.UTF8.GetBytes(body), null, null);
}
