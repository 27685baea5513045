using System;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>What the tenant answers, and what becomes of it.</summary>
public sealed class TenantAnswerTests
{
    [Theory]
    [InlineData("Content-Type: application/json;charset=UTF-8\r\n")]
    [InlineData("Content-Type: text/plain\r\n")]
    [InlineData("")]
    public async Task The_pages_example_of_an_agent_is_accepted(string headers)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.CreateAnswer, headers));
        using var client = Wire.WithToken(server.Uri);

        var agent = await client.CreateAgentAsync(Wire.Agent() with { LoginName = "testAgent" }, Wire.Context);

        Assert.Equal("da642253-15b1-4ca7-b701-dc9a3abfe292", agent.Id);
        Assert.Equal(("5003", "testAgent", "testAgent", "Ok"), (agent.Code, agent.LoginName, agent.UserName, agent.Status));
        Assert.Equal(("88d34fe2-6ca3-4038-aab8-de5f239735ee", "newtest"), (agent.Org, agent.OrgName));
        Assert.Equal(new DateTime(2017, 12, 13, 9, 55, 59, DateTimeKind.Unspecified), agent.UpdateTime);
    }

    [Fact]
    public async Task A_204_without_a_body_is_a_reset()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Bytes("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray()));
        using var client = Wire.WithToken(server.Uri);
        var log = new RequestLog(withBodies: true);

        await client.ResetPasswordAsync("5009", Wire.Password, Wire.Logged(log));

        var trace = Assert.Single(log.Taken());
        Assert.Equal(("PUT", "/api/operation/tenant/agents/resetAgentPassword2", "204", 1), (trace.Method, trace.Path, trace.Result, trace.Attempt));
        Assert.Null(trace.ResponseBody);
        Assert.Equal("""{"password":"********","code":"5009"}""", trace.RequestBody);
    }

    [Fact]
    public async Task The_simulated_tenant_does_what_it_is_asked()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithCredential(simulator);
        var request = new AgentValues
        {
            Code = "0042",
            LoginName = "login0042",
            UserName = "张三",
            Password = Wire.Password,
            Roles = ["r1", "r2"],
            AgentQueues = ["q1"],
            Org = "o1",
            [AgentField.Gender] = "Female",
            [AgentField.Phone] = "013800138000",
            [AgentField.Email] = "a@example.com",
            [AgentField.UseOnlineService] = true,
        };

        var agent = await client.CreateAgentAsync(request, Wire.Context);
        var created = Assert.Single(simulator.Agents);

        Assert.Equal((created.Id, "0042", "张三", "Female", "013800138000"), (agent.Id, agent.Code, agent.UserName, agent.Gender, agent.Phone));
        Assert.Equal((created.OrgId, created.OrgName, created.Namespace, created.TenantId), (agent.Org, agent.OrgName, agent.Namespace, agent.TenantId));
        Assert.Equal(["r1", "r2"], agent.Role);
        Assert.Equal(["q1"], agent.AgentQueue);
        Assert.True(agent.UseOnlineService);
        Assert.True(simulator.VerifyPassword("0042", "Bb1357974"));

        await client.ResetPasswordAsync("0042", new("Cc2468024"), Wire.Context);
        Assert.True(simulator.VerifyPassword("0042", "Cc2468024"));
    }

    [Fact]
    public async Task Without_a_password_the_vendor_sets_its_own()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(simulator);

        await client.CreateAgentAsync(Wire.Agent() with { Password = null }, Wire.Context);

        Assert.True(Assert.Single(simulator.Agents).HasVendorDefaultPassword);
    }

    [Fact]
    public async Task Err_401_a_wrong_token()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(simulator.TenantUri);

        await BothFailAsync(client, ErrorKind.TokenRefused, 401, "token值有误", "Connect-CcTenant");
    }

    [Fact]
    public async Task Err_403_no_token_arrives()
    {
        // As behind a proxy that removes the header.
        using var simulator = new VendorSimulator
        {
            Interceptor = _ => HttpResponse.Json(403, ("message", "没有在头信息中传入token值"), ("code", "403")),
        };
        using var client = Wire.WithToken(simulator);

        await BothFailAsync(client, ErrorKind.TokenMissing, 403, "没有在头信息中传入token值", "Connect-CcTenant");
    }

    [Fact]
    public async Task Err_424_no_such_agent()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(simulator);

        var error = await Wire.FailsAsync(() => client.ResetPasswordAsync("0042", Wire.Password, Wire.Context));

        Wire.AssertError(error, ErrorKind.AgentNotFound, 424, "坐席不存在", "0042", "code");
        Assert.Equal("Could not reset the password of agent 0042: the tenant has no agent with that code (424). The server says: 坐席不存在", error.Message);
    }

    [Fact]
    public async Task Err_425_a_wrong_credential()
    {
        using var simulator = new VendorSimulator();
        using var client = TenantClient.WithCredential(simulator.TenantUri, simulator.TokenUri, "demo-app", new("wrong"), default, Wire.Usual);

        var error = await Wire.FailsAsync(() => client.SignInAsync(Wire.Context));
        Wire.AssertError(error, ErrorKind.CredentialRefused, 425, "appId或appSecret有误", simulator.TokenUri.Authority, "-Credential");

        await BothFailAsync(client, ErrorKind.CredentialRefused, 425, "appId或appSecret有误", "-Credential");
    }

    [Theory]
    [InlineData("Aa34567")]
    [InlineData("Aa345678901234567")]
    public async Task Err_472_a_password_against_the_rule(string password)
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(simulator);
        const string Words = "密码格式不符号要求（要求格式为:8-16个字符，包括大小写字母，数字）";

        var created = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent() with { Password = new(password) }, Wire.Context));
        Wire.AssertError(created, ErrorKind.PasswordRule, 472, Words, "5003", "password");

        await client.CreateAgentAsync(Wire.Agent(), Wire.Context);
        var reset = await Wire.FailsAsync(() => client.ResetPasswordAsync("5003", new(password), Wire.Context));
        Wire.AssertError(reset, ErrorKind.PasswordRule, 472, Words, "5003", "password");
    }

    [Fact]
    public async Task Err_409_a_code_that_is_taken()
    {
        using var simulator = new VendorSimulator();
        using var client = Wire.WithToken(simulator);
        await client.CreateAgentAsync(Wire.Agent(), Wire.Context);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Wire.AssertError(error, ErrorKind.UnexpectedStatus, 409, "code 5003 已存在", "5003", "seems to have an agent with this code");
    }

    [Theory]
    [InlineData(400, ErrorKind.UnexpectedStatus, false)]
    [InlineData(402, ErrorKind.UnexpectedStatus, false)]
    [InlineData(404, ErrorKind.UnexpectedStatus, false)]
    [InlineData(405, ErrorKind.UnexpectedStatus, false)]
    [InlineData(409, ErrorKind.UnexpectedStatus, false)]
    [InlineData(418, ErrorKind.UnexpectedStatus, false)]
    [InlineData(448, ErrorKind.UnexpectedStatus, false)]
    [InlineData(401, ErrorKind.TokenRefused, false)]
    [InlineData(403, ErrorKind.TokenMissing, false)]
    [InlineData(424, ErrorKind.AgentNotFound, false)]
    [InlineData(425, ErrorKind.CredentialRefused, false)]
    [InlineData(429, ErrorKind.ServerBusy, false)]
    [InlineData(472, ErrorKind.PasswordRule, false)]
    [InlineData(500, ErrorKind.UnexpectedStatus, true)]
    [InlineData(502, ErrorKind.UnexpectedStatus, true)]
    [InlineData(503, ErrorKind.ServerBusy, false)]
    [InlineData(504, ErrorKind.UnexpectedStatus, true)]
    public async Task Any_status_becomes_its_kind(int status, ErrorKind kind, bool unknown)
    {
        (string Body, string? Words)[] bodies =
        [
            ("""{"message":"某事 went wrong","code":"1"}""", "某事 went wrong"),
            ("", null),
            ("""{"message":""}""", null),
            ("""{"code":"1"}""", null),
            ("<html><body>nginx</body></html>", null),
            ("plain words", "plain words"),
            ("[1]", "[1]"),
        ];
        foreach (var (body, words) in bodies)
        {
            using var server = new ScriptedServer(ScriptedAnswer.Of(status, body));
            using var client = Wire.WithToken(server.Uri);

            var create = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));
            var reset = await Wire.FailsAsync(() => client.ResetPasswordAsync("5009", Wire.Password, Wire.Context));

            Wire.AssertError(create, kind, status, words, "create agent 5003 (login5003)");
            Wire.AssertError(reset, kind, status, words, "agent 5009");
            Assert.Equal((unknown, unknown), (create.OutcomeUnknown, reset.OutcomeUnknown));
            Assert.Contains($"{status}", kind == ErrorKind.PasswordRule ? "472" : create.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Long_words_are_cut_and_lines_of_HTML_are_not_quoted()
    {
        using var server = new ScriptedServer(
            ScriptedAnswer.Of(500, new string('x', 10_000)),
            ScriptedAnswer.Of(500, "  \r\n<!DOCTYPE html><html>secret page</html>"));
        using var client = Wire.WithToken(server.Uri);

        var plain = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));
        var html = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal(new string('x', 300) + "…", plain.VendorMessage);
        Assert.Null(html.VendorMessage);
        Assert.DoesNotContain("html", html.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_in_another_character_set_do_not_hide_the_error()
    {
        // 座席 in GBK.
        byte[] body = [.. "{\"message\":\""u8, 0xD7, 0xF9, 0xCF, 0xAF, .. " 424\"}"u8];
        using var server = new ScriptedServer(ScriptedAnswer.Bytes(
            [.. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 424 X\r\nContent-Length: {body.Length}\r\n\r\n"), .. body]));
        using var client = Wire.WithToken(server.Uri);

        var error = await Wire.FailsAsync(() => client.ResetPasswordAsync("5009", Wire.Password, Wire.Context));

        Assert.Equal(ErrorKind.AgentNotFound, error.Kind);
        Assert.EndsWith(" 424", error.VendorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sign in to Wi-Fi</body></html>", "web page")]
    [InlineData("", "empty")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("OK", "not a JSON object")]
    [InlineData("{\"id\":\"da64", "not a JSON object")]
    public async Task A_200_that_is_no_agent_leaves_the_outcome_unknown(string body, string words)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body, "Content-Type: text/html\r\n"));
        using var client = Wire.WithToken(server.Uri, Wire.Usual);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Wire.AssertError(error, ErrorKind.NotJson, 200, null, "create agent 5003", "-Uri");
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.True(error.OutcomeUnknown);
        Assert.Single(server.Requests, request => request.StartLine.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"id":"1","code":"5004","loginName":"login5003"}""", "another agent, 5004 (login5003)")]
    [InlineData("""{"id":"1","code":"5003","loginName":"login5004"}""", "another agent, 5003 (login5004)")]
    [InlineData("""{"code":"5003","loginName":"login5003"}""", "no id")]
    [InlineData("{}", "no id")]
    public async Task A_200_with_another_agent_or_without_an_id_leaves_the_outcome_unknown(string body, string words)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body));
        using var client = Wire.WithToken(server.Uri);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.NotJson, true), (error.Kind, error.OutcomeUnknown));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"success":false,"code":"500","message":"坐席数已达上限"}""")]
    [InlineData("""{"message":"坐席数已达上限","code":"500"}""")]
    public async Task A_200_with_an_error_in_it_is_a_failure_in_the_tenants_words(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body));
        using var client = Wire.WithToken(server.Uri);

        var create = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));
        var reset = await Wire.FailsAsync(() => client.ResetPasswordAsync("5009", Wire.Password, Wire.Context));

        Wire.AssertError(create, ErrorKind.TenantRefused, 200, "坐席数已达上限", "create agent 5003", "the tenant's message");
        Wire.AssertError(reset, ErrorKind.TenantRefused, 200, "坐席数已达上限", "agent 5009", "the tenant's message");
        Assert.Equal((false, false), (create.OutcomeUnknown, reset.OutcomeUnknown));
    }

    [Theory]
    [InlineData(200, """{"message":"maybe"}""")]
    [InlineData(200, "")]
    [InlineData(202, "OK")]
    [InlineData(201, """{"success":true}""")]
    public async Task Any_2xx_to_a_reset_without_an_error_in_it_has_reset_the_password(int status, string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(status, body));
        using var client = Wire.WithToken(server.Uri);

        await client.ResetPasswordAsync("5009", Wire.Password, Wire.Context);

        Assert.Equal(1, server.RequestCount);
    }

    [Fact]
    public async Task A_202_to_a_create_leaves_the_outcome_unknown()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(202, ""));
        using var client = Wire.WithToken(server.Uri);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.UnexpectedStatus, true), (error.Kind, error.OutcomeUnknown));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":null}""")]
    [InlineData("""{"message":"no"}""")]
    [InlineData("""{"token":"令牌"}""")]
    [InlineData("<html></html>")]
    public async Task A_token_answer_without_a_token_is_an_error(string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, body));
        using var client = TenantClient.WithCredential(server.Uri, server.Uri, "demo", new("secret"), default, Wire.Once);

        var error = await Wire.FailsAsync(() => client.SignInAsync(Wire.Context));

        Assert.Equal((ErrorKind.NotJson, 200, false), (error.Kind, error.StatusCode, error.OutcomeUnknown));
        Assert.Contains("token", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_the_token_stays_here(int status)
    {
        using var elsewhere = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.CreateAnswer));
        using var server = new ScriptedServer(ScriptedAnswer.Of(status, "", $"Location: {elsewhere.Uri}\r\nSet-Cookie: a=b\r\n"));
        using var client = Wire.WithToken(server.Uri, Wire.Usual);
        using var credential = TenantClient.WithCredential(server.Uri, server.Uri, "demo", new("secret"), default, Wire.Usual);

        var create = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));
        var signIn = await Wire.FailsAsync(() => credential.SignInAsync(Wire.Context));

        Wire.AssertError(create, ErrorKind.WrongAddress, status, null, "5003", "-Uri set to the address of the API");
        Assert.Equal((ErrorKind.WrongAddress, status), (signIn.Kind, signIn.StatusCode));
        Assert.Contains(elsewhere.Uri.AbsoluteUri, create.Message, StringComparison.Ordinal);
        Assert.Contains($"-TokenUri {elsewhere.Uri}", signIn.Advice, StringComparison.Ordinal);
        Assert.Equal((2, 0), (server.RequestCount, elsewhere.RequestCount));
    }

    [Theory]
    [InlineData("https://api.example.cn/api/operation/tenant/agents?a=12345678", "https://api.example.cn/api/operation/tenant/agents", "-Uri https://api.example.cn")]
    [InlineData("https://api.example.cn:8443/v2/api/operation/tenant/agents", "https://api.example.cn:8443/v2/api/operation/tenant/agents", "-Uri https://api.example.cn:8443/v2")]
    [InlineData("/sign-in", "/sign-in", "-Uri set to the address of the API")]
    public async Task A_redirect_says_where_to_and_which_address_to_use(string location, string shown, string advice)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(302, "", $"Location: {location}\r\n"));
        using var client = Wire.WithToken(server.Uri);
        var log = new RequestLog(withBodies: false);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Logged(log)));

        Assert.Equal((ErrorKind.WrongAddress, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains(shown + ",", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(advice, error.Advice.Split(". ")[0], StringComparison.Ordinal);
        Assert.Contains("redirects to", log.Taken()[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", error.Message + error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>")]
    [InlineData("Reason: You're speaking plain HTTP to an SSL-enabled server port.")]
    [InlineData("Client sent an HTTP request to an HTTPS server.")]
    public async Task Plain_http_to_a_port_that_wants_https_says_so(string page)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(400, page));
        using var client = Wire.WithToken(server.Uri);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal(ErrorKind.WrongAddress, error.Kind);
        Assert.EndsWith($"-Uri https://{server.Uri.Authority}", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Bytes("HTTP/1.1 204 X\r\nSet-Cookie: a=b\r\n\r\n"u8.ToArray()));
        using var client = Wire.WithToken(server.Uri);

        await client.ResetPasswordAsync("1", Wire.Password, Wire.Context);
        await client.ResetPasswordAsync("2", Wire.Password, Wire.Context);

        Assert.DoesNotContain(server.Requests[1].HeaderLines, line => line.StartsWith("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_label_of_a_monstrous_code_does_not_fill_the_screen()
    {
        using var simulator = new VendorSimulator { Interceptor = _ => HttpResponse.Json(400, ("message", "no")) };
        using var client = Wire.WithToken(simulator);

        var error = await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(new string('9', 10_000)), Wire.Context));

        Assert.InRange(error.Message.Length, 100, 400);
    }

    private static async Task BothFailAsync(TenantClient client, ErrorKind kind, int status, string words, string advice)
    {
        Wire.AssertError(await Wire.FailsAsync(() => client.CreateAgentAsync(Wire.Agent(), Wire.Context)), kind, status, words, "create agent 5003 (login5003)", advice);
        Wire.AssertError(await Wire.FailsAsync(() => client.ResetPasswordAsync("0042", Wire.Password, Wire.Context)), kind, status, words, "agent 0042", advice);
    }
}
