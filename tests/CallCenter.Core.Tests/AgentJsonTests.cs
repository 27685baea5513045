using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class AgentJsonTests
{
    private static readonly AgentValues Least = new() { Code = "5003", LoginName = "testAgent", UserName = "testAgent" };

    private static readonly AgentValues Full = new()
    {
        Code = "5003",
        LoginName = "testAgent",
        UserName = "张三",
        [AgentField.Status] = "Ok",
        Roles = ["r1", "r2"],
        Org = "o1",
        [AgentField.TenantId] = "t1",
        Namespace = "n01.cc",
        AgentQueues = ["q1"],
        [AgentField.UseOnlineService] = true,
        Password = new Secret("Bb1357974"),
        [AgentField.Gender] = "Female",
        [AgentField.Phone] = "013800138000",
        [AgentField.Email] = "a@example.com",
    };

    [Fact]
    public void All_fields_have_the_vendors_names_and_types()
    {
        AssertJson(
            """
            {
              "code": "5003", "loginName": "testAgent", "userName": "张三", "status": "Ok",
              "roles": [{"id": "r1"}, {"id": "r2"}], "org": {"id": "o1"}, "tenantId": "t1", "namespace": "n01.cc",
              "agentQueues": [{"id": "q1"}], "useOnlineService": true, "password": "Bb1357974",
              "gender": "Female", "phone": "013800138000", "email": "a@example.com"
            }
            """,
            AgentJson.Write(Full));
    }

    [Fact]
    public void Absent_fields_are_absent()
    {
        AssertJson("""{"code":"5003","loginName":"testAgent","userName":"testAgent"}""", AgentJson.Write(Least));
    }

    [Fact]
    public void False_is_a_value_too()
    {
        AssertJson(
            """{"code":"5003","loginName":"testAgent","userName":"testAgent","useOnlineService":false}""",
            AgentJson.Write(new AgentValues { Code = "5003", LoginName = "testAgent", UserName = "testAgent", [AgentField.UseOnlineService] = false }));
    }

    [Fact]
    public void A_reset_has_code_and_password()
    {
        AssertJson("""{"password":"Bb1357974","code":"5009"}""", AgentJson.WriteReset("5009", new Secret("Bb1357974")));
        AssertJson("""{"password":"A\"\\b/密1","code":"0009"}""", AgentJson.WriteReset("0009", new Secret("A\"\\b/密1")));
    }

    [Theory]
    [InlineData("张三丰")]
    [InlineData("𠮷野家")]
    [InlineData("emoji 🙂👩‍💻🇨🇳")]
    [InlineData("Zoë O'Neil <b>&+")]
    public void Names_travel_as_UTF_8_and_not_as_escapes(string name)
    {
        var bytes = AgentJson.Write(Least with { UserName = name });

        Assert.Contains($"\"userName\":\"{name}\"", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal(name, UserNameIn(bytes));
    }

    [Theory]
    [InlineData("a\"b\\c")]
    [InlineData("\\uD83D\\uDE00")]
    [InlineData("\\\\uD83D\\uDE00\\")]
    [InlineData("🙂\\uD83D\\uDE00🙂\"🙂\\")]
    [InlineData("\u2028\u00ad\ufeff\u200d\ue000")]
    public void What_must_be_escaped_comes_back_as_it_was(string name)
    {
        Assert.Equal(name, UserNameIn(AgentJson.Write(Least with { UserName = name })));
    }

    [Fact]
    public void Ten_thousand_characters_arrive()
    {
        var name = string.Concat(Enumerable.Repeat("名🙂ab\"", 2_000));

        Assert.Equal(name, UserNameIn(AgentJson.Write(Least with { UserName = name })));
    }

    [Fact]
    public void The_vendors_example_is_read_whole()
    {
        var agent = Read(VendorPages.CreateAnswer, Least with { Code = "other", LoginName = "other", UserName = "other" });

        Assert.Equal("da642253-15b1-4ca7-b701-dc9a3abfe292", agent.Id);
        Assert.Equal(("5003", "testAgent", "testAgent"), (agent.Code, agent.LoginName, agent.UserName));
        Assert.Equal("Ok", agent.Status);
        Assert.Equal(["32ad74aa-d975-48c9-8d48-c6d963c778d5"], agent.Role);
        Assert.Equal(("88d34fe2-6ca3-4038-aab8-de5f239735ee", "newtest"), (agent.Org, agent.OrgName));
        Assert.Equal("960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4", agent.TenantId);
        Assert.Equal("n01.cc", agent.Namespace);
        Assert.Equal(new DateTime(2017, 12, 13, 9, 55, 59, DateTimeKind.Unspecified), agent.UpdateTime);
        Assert.Equal(DateTimeKind.Unspecified, agent.UpdateTime!.Value.Kind);
        Assert.Empty(agent.AgentQueue);
        Assert.False(agent.UseOnlineService);
        Assert.Equal((null, null, null), (agent.Gender, agent.Phone, agent.Email));
    }

    [Fact]
    public void What_is_sent_and_answered_alike_reads_alike()
    {
        var agent = Read(Encoding.UTF8.GetString(AgentJson.Write(Full)), Least);

        Assert.Equal(Full.Code, agent.Code);
        Assert.Equal(Full.UserName, agent.UserName);
        Assert.Equal(Full.Roles, agent.Role);
        Assert.Equal(Full.AgentQueues, agent.AgentQueue);
        Assert.Equal(Full.Org, agent.Org);
        Assert.True(agent.UseOnlineService);
        Assert.Equal((Full[AgentField.Gender], Full[AgentField.Phone], Full[AgentField.Email]), (agent.Gender, agent.Phone, agent.Email));
    }

    [Fact]
    public void An_empty_object_is_an_agent_with_what_was_asked_for()
    {
        var agent = Read("{}", Full);

        Assert.Equal((Full.Code, Full.LoginName, Full.UserName), (agent.Code, agent.LoginName, agent.UserName));
        Assert.Equal((Full[AgentField.TenantId], Full.Namespace), (agent.TenantId, agent.Namespace));
        Assert.Equal((null, null, null, null, null), (agent.Id, agent.Status, agent.Org, agent.UpdateTime, agent.UseOnlineService));
        Assert.Empty(agent.Role);
        Assert.Empty(agent.AgentQueue);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[[null]]")]
    [InlineData("[null, 1, \"x\", {\"id\": null}, {}]")]
    [InlineData("\"half an emoji \\ud83d\"")]
    public void Fields_of_another_type_are_as_good_as_absent(string value)
    {
        string[] names = ["id", "code", "loginName", "userName", "status", "roles", "org", "tenantId", "namespace", "updateTime", "agentQueues", "useOnlineService", "gender", "phone", "email"];

        var agent = Read("{" + string.Join(",", names.Select(name => $"\"{name}\":{value}")) + "}", Full);

        Assert.Equal((Full.Code, Full.LoginName, Full.UserName), (agent.Code, agent.LoginName, agent.UserName));
        Assert.Equal((null, null, null, null, null), (agent.Id, agent.Status, agent.Org, agent.UpdateTime, agent.UseOnlineService));
        Assert.Empty(agent.Role);
        Assert.Empty(agent.AgentQueue);
    }

    [Theory]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("true", true)]
    [InlineData("1", null)]
    [InlineData("\"\"", null)]
    public void UseOnlineService_is_read_as_a_boolean_or_as_its_text(string value, bool? expected)
    {
        Assert.Equal(expected, Read($$"""{"useOnlineService":{{value}}}""", Least).UseOnlineService);
    }

    [Theory]
    [InlineData("5003", "5003")]
    [InlineData("\"05003\"", "05003")]
    [InlineData("5e3", "5e3")]
    public void A_code_answered_as_a_number_keeps_its_digits(string value, string code)
    {
        Assert.Equal(code, Read($$"""{"code":{{value}}}""", Least).Code);
    }

    [Theory]
    [InlineData("2017-12-13T09:55:59")]
    [InlineData("2017.13.12 09:55:59")]
    [InlineData("")]
    public void A_time_in_another_form_is_none(string time)
    {
        Assert.Null(Read($$"""{"updateTime":"{{time}}"}""", Least).UpdateTime);
    }

    private static Agent Read(string json, AgentValues request)
    {
        using var answer = new ApiAnswer(200, Encoding.UTF8.GetBytes(json), null, null);
        return AgentJson.Read(answer.Object!.Value, request, text => text);
    }

    private static string? UserNameIn(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("userName").GetString();
    }

    private static void AssertJson(string expected, byte[] actual)
    {
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), Encoding.UTF8.GetString(actual));

        // Equal in depth, but a name sent twice would hide there.
        using var wanted = JsonDocument.Parse(expected);
        using var got = JsonDocument.Parse(actual);
        Assert.Equal(wanted.RootElement.EnumerateObject().Count(), got.RootElement.EnumerateObject().Count());
    }
}
