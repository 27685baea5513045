using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using CallCenter.Simulator.WellCloud;
using Xunit;

namespace CallCenter.Simulator.Tests;

public sealed class TenantAgentTests : IDisposable
{
    private readonly Rehearsal _rehearsal = new();

    private VendorSimulator Simulator => _rehearsal.Simulator;

    public void Dispose() => _rehearsal.Dispose();

    [Fact]
    public async Task Create_answers_the_example_of_the_vendors_page_with_its_response()
    {
        Rehearsal.Reply reply = await _rehearsal.CreateAsync(VendorPages.CreateRequest);

        Assert.Equal(200, reply.Status);
        Assert.Equal("application/json", reply.ContentType?.MediaType);
        JsonObject expected = JsonNode.Parse(VendorPages.CreateAnswer)!.AsObject();
        JsonObject actual = JsonNode.Parse(reply.Body)!.AsObject();
        Assert.Equal(Names(expected), Names(actual));
        Assert.True(Guid.TryParseExact((string?)actual["id"], "D", out _));
        Assert.True(DateTime.TryParseExact(
            (string?)actual["updateTime"], "yyyy.MM.dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        actual["id"] = (string?)expected["id"];
        actual["updateTime"] = (string?)expected["updateTime"];
        Assert.Equal(expected.ToJsonString(), actual.ToJsonString());

        static IEnumerable<string> Names(JsonObject json) => json.Select(property => property.Key);
    }

    [Fact]
    public async Task The_top_organization_is_the_one_of_the_vendors_example_and_needs_a_token()
    {
        const string Path = "/api/security/security/org/topOrg";
        Rehearsal.Reply reply = await _rehearsal.TenantAsync(HttpMethod.Get, Path, "", _rehearsal.Token);

        JsonNode expected = JsonNode.Parse(VendorPages.CreateAnswer)!["org"]!;
        Assert.Equal((200, expected.ToJsonString()), (reply.Status, JsonNode.Parse(reply.Body)!.ToJsonString()));
        Assert.Equal(403, (await _rehearsal.TenantAsync(HttpMethod.Get, Path, "", null)).Status);
        Assert.Equal(401, (await _rehearsal.TenantAsync(HttpMethod.Get, Path, "", "12345678")).Status);
        Assert.Equal(405, (await _rehearsal.TenantAsync(HttpMethod.Post, Path, "{}", _rehearsal.Token)).Status);
    }

    [Fact]
    public async Task Create_with_only_the_required_properties_takes_the_vendors_defaults()
    {
        Rehearsal.Reply reply = await _rehearsal.CreateAsync("0800", "li.na");

        Assert.Equal(200, reply.Status);
        Assert.DoesNotContain("Aa123456", reply.Body, StringComparison.Ordinal);
        SimulatedAgent agent = Assert.Single(Simulator.Agents);
        Assert.Equal(
            ("0800", "li.na", "Somebody", "Ok", "newtest", "n01.cc", false),
            (agent.Code, agent.LoginName, agent.UserName, agent.Status, agent.OrgName, agent.Namespace, agent.UseOnlineService));
        Assert.Null(agent.Gender);
        Assert.True(agent.HasVendorDefaultPassword);
        Assert.True(Simulator.VerifyPassword("0800", "Aa123456"));
        Assert.Null(Simulator.FindAgent("800"));
    }

    [Fact]
    public async Task Create_keeps_everything_that_is_given()
    {
        Rehearsal.Reply reply = await _rehearsal.CreateAsync("""
            {"code":"7","loginName":"w","userName":"王芳 👩‍💼","password":"Bb1357974","gender":"Female","phone":"13800000000",
             "email":"w@example.com","useOnlineService":"true","status":"Disabled","roles":[{"id":"r1"},{"id":"r2"}],
             "agentQueues":[{"id":"q1"}],"org":{"id":"o1"}}
            """);

        Assert.Equal(200, reply.Status);
        Assert.Contains("\"userName\":\"王芳", reply.Body, StringComparison.Ordinal);
        Assert.Contains("\"useOnlineService\":true,\"gender\":\"Female\",\"phone\":\"13800000000\",\"email\":\"w@example.com\"", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Bb1357974", reply.Body, StringComparison.Ordinal);
        SimulatedAgent agent = Simulator.FindAgent("7")!;
        Assert.Equal("王芳 👩‍💼", agent.UserName);
        Assert.Equal(["r1", "r2"], agent.Roles);
        Assert.Equal(["q1"], agent.AgentQueues);
        Assert.Equal(("o1", "Disabled", true, false), (agent.OrgId, agent.Status, agent.UseOnlineService, agent.HasVendorDefaultPassword));
        Assert.True(Simulator.VerifyPassword("7", "Bb1357974"));
        Assert.False(Simulator.VerifyPassword("7", "Aa123456"));
        Assert.False(Simulator.VerifyPassword("8", "Bb1357974"));
    }

    [Theory]
    [InlineData("""[]""", "body")]
    [InlineData("""null""", "body")]
    [InlineData("""{"code":"1","loginName":"a"}""", "userName")]
    [InlineData("""{"code":"1","userName":"a"}""", "loginName")]
    [InlineData("""{"loginName":"1","userName":"a"}""", "code")]
    [InlineData("""{"code":" ","loginName":"a","userName":"a"}""", "code")]
    [InlineData("""{"code":5003,"loginName":"a","userName":"a"}""", "code")]
    [InlineData("""{"code":null,"loginName":"a","userName":"a"}""", "code")]
    [InlineData("""{"code":"1","code":"2","loginName":"a","userName":"a"}""", "code")]
    [InlineData("""{"Code":"1","loginName":"a","userName":"a"}""", "Code")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","nick":"b"}""", "nick")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","gender":"male"}""", "gender")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","gender":null}""", "gender")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","status":"ok"}""", "status")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","useOnlineService":"yes"}""", "useOnlineService")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","useOnlineService":0}""", "useOnlineService")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","roles":["r"]}""", "roles")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","roles":{"id":"r"}}""", "roles")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","roles":[{"id":""}]}""", "roles.id")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","agentQueues":[{"id":"q","name":"n"}]}""", "agentQueues.name")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","agentQueues":[{}]}""", "agentQueues.id")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","org":[{"id":"o"}]}""", "org")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","tenantId":"other"}""", "tenantId")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","namespace":"N01.cc"}""", "namespace")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a","phone":138}""", "phone")]
    public async Task Create_refuses_what_the_page_does_not_describe_and_names_it(string json, string name)
    {
        Rehearsal.Reply reply = await _rehearsal.CreateAsync(json);

        Assert.Equal((400, "400"), (reply.Status, reply["code"]));
        Assert.EndsWith(": " + name, reply["message"], StringComparison.Ordinal);
        Assert.Empty(Simulator.Agents);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"code":"1","loginName":"a","userName":"a",}""")]
    [InlineData("""{"code":"1","loginName":"a","userName":"\ud800"}""")]
    [InlineData("""{"code":"1","loginName":"a","\ud800":"a"}""")]
    public async Task Create_refuses_malformed_JSON(string json) => Assert.Equal(400, (await _rehearsal.CreateAsync(json)).Status);

    [Fact]
    public async Task Create_refuses_bytes_that_are_no_UTF8()
    {
        byte[] body = [.. "{\"code\":\"1\",\"loginName\":\"a\",\"userName\":\""u8, 0xcd, 0xf5, .. "\"}"u8];

        Rehearsal.Reply reply = await _rehearsal.SendAsync(
            new Uri(Simulator.TenantUri, Rehearsal.AgentsPath), HttpMethod.Post, body, Rehearsal.Json, ("Authorization", _rehearsal.Token));

        Assert.Equal(400, reply.Status);
    }

    [Theory]
    [InlineData("code", 64)]
    [InlineData("loginName", 64)]
    [InlineData("userName", 256)]
    public async Task Create_takes_a_value_of_the_greatest_length_and_none_longer(string property, int length)
    {
        Assert.Equal(200, await CreateAsync(length));
        Assert.Equal(400, await CreateAsync(length + 1));

        async Task<int> CreateAsync(int count)
        {
            var agent = new JsonObject { ["code"] = $"{count}", ["loginName"] = $"{count}", ["userName"] = "a" };
            agent[property] = new string('x', count);
            return (await _rehearsal.CreateAsync(agent.ToJsonString())).Status;
        }
    }

    [Theory]
    [InlineData("Aa12345", 472)]
    [InlineData("Aa123456", 200)]
    [InlineData("Aa12345678901234", 200)]
    [InlineData("Aa123456789012345", 472)]
    [InlineData("aa123456", 472)]
    [InlineData("AA123456", 472)]
    [InlineData("Aabcdefg", 472)]
    [InlineData("", 472)]
    [InlineData("Aa1 测试&=+\\\"", 200)]
    public async Task Create_and_reset_hold_a_password_against_the_rule(string password, int status)
    {
        string value = JsonSerializer.Serialize(password);
        Rehearsal.Reply created = await _rehearsal.CreateAsync($$"""{"code":"1","loginName":"a","userName":"a","password":{{value}}}""");
        Assert.Equal(status, created.Status);

        await _rehearsal.CreateAsync("2", "b");
        Rehearsal.Reply reset = await _rehearsal.ResetAsync($$"""{"password":{{value}},"code":"2"}""");
        Assert.Equal(status == 200 ? 204 : 472, reset.Status);
        Assert.Equal(status == 200, Simulator.VerifyPassword("2", password));
        if (status == 472)
        {
            Assert.Equal((472, "密码格式不符号要求（要求格式为:8-16个字符，包括大小写字母，数字）"), reset.Outcome);
        }
    }

    [Fact]
    public async Task Create_refuses_a_code_or_a_login_name_that_is_taken()
    {
        await _rehearsal.CreateAsync("5003", "testAgent");

        Assert.Equal((409, "code 5003 已存在"), (await _rehearsal.CreateAsync("5003", "other")).Outcome);
        Assert.Equal((409, "loginName testAgent 已存在"), (await _rehearsal.CreateAsync("5004", "testAgent")).Outcome);
        Assert.Equal(200, (await _rehearsal.CreateAsync("5004", "other")).Status);
        Assert.Equal(["5003", "5004"], Simulator.Agents.Select(agent => agent.Code));
    }

    [Fact]
    public async Task Two_hundred_creates_of_one_code_at_once_make_one_agent()
    {
        Rehearsal.Reply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Task.Run(() => _rehearsal.CreateAsync("5003", "agent" + i))));

        Assert.Single(replies, reply => reply.Status == 200);
        Assert.Equal(199, replies.Count(reply => reply.Status == 409));
        Assert.Single(Simulator.Agents);
        Assert.Equal(200, Simulator.RequestCount);
        Assert.InRange(Simulator.MaxConcurrentRequests, 1, 200);
    }

    [Fact]
    public async Task Reset_answers_the_example_of_the_vendors_page_with_204_and_nothing_else()
    {
        await _rehearsal.CreateAsync("5009", "agent9");
        SimulatedAgent before = Simulator.FindAgent("5009")!;

        Rehearsal.Reply reply = await _rehearsal.ResetAsync("""
            {
              "password": "Bb1357974",
              "code": "5009"
            }
            """);

        Assert.Equal((204, "", null), (reply.Status, reply.Body, reply.ContentType));
        Assert.True(Simulator.VerifyPassword("5009", "Bb1357974"));
        SimulatedAgent after = Simulator.FindAgent("5009")!;
        Assert.Equal((0, 1), (before.PasswordResets, after.PasswordResets));
        Assert.Equal((true, false), (before.HasVendorDefaultPassword, after.HasVendorDefaultPassword));
        Assert.Equal(before.Id, after.Id);
    }

    [Theory]
    [InlineData("""{"password":"Bb1357974","code":"9999"}""", 424)]
    [InlineData("""{"password":"weak","code":"9999"}""", 424)]
    [InlineData("""{"password":"weak","code":"5009"}""", 472)]
    [InlineData("""{"password":"Bb1357974"}""", 400)]
    [InlineData("""{"code":"5009"}""", 400)]
    [InlineData("""{"password":"Bb1357974","code":" "}""", 400)]
    [InlineData("""{"password":13579740,"code":"5009"}""", 400)]
    [InlineData("""{"password":"Bb1357974","code":5009}""", 400)]
    [InlineData("""{"password":"Bb1357974","code":"5009","force":true}""", 400)]
    public async Task Reset_refuses(string json, int status)
    {
        await _rehearsal.CreateAsync("5009", "agent9");

        Rehearsal.Reply reply = await _rehearsal.ResetAsync(json);

        Assert.Equal((status, status.ToString(CultureInfo.InvariantCulture)), (reply.Status, reply["code"]));
        Assert.Equal(0, Simulator.FindAgent("5009")!.PasswordResets);
        if (status == 424)
        {
            Assert.Equal("坐席不存在", reply["message"]);
        }
    }

    [Theory]
    [InlineData("application/json;charset=utf-8", 200)]
    [InlineData("application/json; charset=UTF-8", 200)]
    [InlineData("Application/JSON;Charset=utf-8", 200)]
    [InlineData("application/json", 500)]
    [InlineData("application/json;charset=gbk", 500)]
    [InlineData("text/plain;charset=utf-8", 500)]
    [InlineData(null, 500)]
    public async Task The_tenant_consumes_JSON_in_UTF8_only(string? contentType, int status)
    {
        Rehearsal.Reply reply = await _rehearsal.TenantAsync(
            HttpMethod.Post, Rehearsal.AgentsPath, """{"code":"1","loginName":"a","userName":"a"}""", _rehearsal.Token, contentType);

        Assert.Equal(status, reply.Status);
        if (status == 500)
        {
            Assert.Equal("""{"message":"RESTEASY003065: Cannot consume content type","code":"500"}""", reply.Body);
        }
    }

    [Theory]
    [InlineData("PUT", Rehearsal.AgentsPath, 405)]
    [InlineData("GET", Rehearsal.AgentsPath, 405)]
    [InlineData("POST", Rehearsal.ResetPath, 405)]
    [InlineData("POST", Rehearsal.AgentsPath + "/", 404)]
    [InlineData("POST", "/api/operation/tenant/Agents", 404)]
    [InlineData("GET", "/", 404)]
    public async Task The_tenant_knows_its_methods_and_paths(string method, string path, int status)
    {
        Rehearsal.Reply reply = await _rehearsal.TenantAsync(new HttpMethod(method), path, "{}", _rehearsal.Token);

        Assert.Equal((status, status.ToString(CultureInfo.InvariantCulture)), (reply.Status, reply["code"]));
    }
}
