using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>The bytes that go to the tenant, against the agents page and the token page.</summary>
public sealed class TenantRequestTests
{
    private static readonly AgentValues Example = new()
    {
        Code = "5003",
        LoginName = "testAgent",
        UserName = "testAgent",
        [AgentField.Status] = "Ok",
        Roles = ["32ad74aa-d975-48c9-8d48-c6d963c778d5"],
        Org = "88d34fe2-6ca3-4038-aab8-de5f239735ee",
        [AgentField.TenantId] = "960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4",
        Namespace = "n01.cc",
        [AgentField.UseOnlineService] = false,
    };

    [Fact]
    public async Task A_create_is_the_pages_example()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.CreateAnswer));
        using var client = Wire.WithToken(server.Uri);

        await client.CreateAgentAsync(Example, Wire.Context);

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /api/operation/tenant/agents HTTP/1.1", request.StartLine);
        AssertHeaders(request);
        var expected = JsonNode.Parse(VendorPages.CreateRequest)!.AsObject();

        // Optional, and empty in the example: what was not given is not sent.
        expected.Remove("agentQueues");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Text);
        Assert.Equal((byte)'{', request.Body[0]);
    }

    [Fact]
    public async Task A_reset_is_the_pages_example()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(204));
        using var client = Wire.WithToken(server.Uri);

        await client.ResetPasswordAsync("5009", Wire.Password, Wire.Context);

        var request = Assert.Single(server.Requests);
        Assert.Equal("PUT /api/operation/tenant/agents/resetAgentPassword2 HTTP/1.1", request.StartLine);
        AssertHeaders(request);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(VendorPages.ResetRequest), JsonNode.Parse(request.Body)), request.Text);
    }

    [Fact]
    public async Task Names_travel_as_UTF_8()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.CreateAnswer));
        using var client = Wire.WithToken(server.Uri);
        var name = "张三🙂" + new string('名', 10_000);

        await client.CreateAgentAsync(Example with { UserName = name }, Wire.Context);

        Assert.NotEqual(-1, Assert.Single(server.Requests).Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"userName\":\"{name}\"")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("/p", "/p")]
    [InlineData("/p/", "/p")]
    [InlineData("/sdk/v1/", "/sdk/v1")]
    public async Task A_path_in_the_base_address_stays_in_front(string path, string prefix)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.CreateAnswer), ScriptedAnswer.Of(204));
        using var client = Wire.WithToken(new Uri(server.Uri.GetLeftPart(UriPartial.Authority) + path));

        await client.CreateAgentAsync(Example, Wire.Context);
        await client.ResetPasswordAsync("5009", Wire.Password, Wire.Context);

        Assert.Equal(
            [$"POST {prefix}/api/operation/tenant/agents HTTP/1.1", $"PUT {prefix}/api/operation/tenant/agents/resetAgentPassword2 HTTP/1.1"],
            server.Requests.Select(request => request.StartLine));
    }

    [Theory]
    [InlineData(TokenType.Tenant, "tenant")]
    [InlineData(TokenType.Partner, "partner")]
    public async Task A_token_request_has_its_values_in_the_query(TokenType type, string expected)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, """{"token":"12345678"}"""), ScriptedAnswer.Of(204));
        using var client = TenantClient.WithCredential(
            server.Uri, new Uri(server.Uri, "/p/api/operation/operation/apply/token"), "demo app", new Secret("s+e/c=r&e%t密"), type, Wire.Once);

        await client.ResetPasswordAsync("5009", Wire.Password, Wire.Context);

        var token = server.Requests[0];
        Assert.Equal(
            $"POST /p/api/operation/operation/apply/token?appId=demo%20app&appSecret=s%2Be%2Fc%3Dr%26e%25t%E5%AF%86&type={expected} HTTP/1.1",
            token.StartLine);
        Assert.Contains("Content-Type: application/json;charset=utf-8", token.HeaderLines);
        Assert.Contains("Content-Length: 0", token.HeaderLines);
        Assert.DoesNotContain(token.HeaderLines, line => line.StartsWith("Auth", StringComparison.OrdinalIgnoreCase));
        AssertHeaders(server.Requests[1]);
    }

    [Fact]
    public void Tokens_come_from_the_vendors_address_by_default()
    {
        Assert.Equal("http://tpiag.wellcloud.cc/p/api/operation/operation/apply/token", TenantClient.DefaultTokenUri.AbsoluteUri);
    }

    [Fact]
    public async Task Signing_in_asks_for_a_token_once_and_a_token_of_ones_own_asks_for_none()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, """{"token":"12345678"}"""));
        using var credential = TenantClient.WithCredential(server.Uri, server.Uri, "demo", new Secret("secret"), TokenType.Tenant, Wire.Once);
        using var token = Wire.WithToken(server.Uri);

        await token.SignInAsync(Wire.Context);
        Assert.Equal(0, server.RequestCount);

        await credential.SignInAsync(Wire.Context);
        await credential.SignInAsync(Wire.Context);
        Assert.Equal(1, server.RequestCount);
    }

    [Fact]
    public async Task A_token_pasted_with_its_line_end_is_sent_without()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(204));
        using var client = Wire.WithToken(server.Uri, token: " 12345678\r\n");

        await client.ResetPasswordAsync("5009", Wire.Password, Wire.Context);

        AssertHeaders(Assert.Single(server.Requests));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("令牌12345678")]
    [InlineData("1234\r\nX-Other: 5678")]
    public void A_token_that_no_header_can_carry_is_refused_before_anything_is_sent(string token)
    {
        var error = Assert.Throws<CallCenterException>(() => Wire.WithToken(new Uri("http://127.0.0.1:1"), token: token));

        Assert.Equal((ErrorKind.InvalidParameter, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains("-Token", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Advice);
    }

    [Fact]
    public async Task A_token_that_the_server_sends_with_its_line_end_is_sent_without()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, """{"token":"12345678\r\n"}"""), ScriptedAnswer.Of(204));
        using var client = TenantClient.WithCredential(server.Uri, server.Uri, "demo", new Secret("secret"), TokenType.Tenant, Wire.Once);

        await client.ResetPasswordAsync("5009", Wire.Password, Wire.Context);

        Assert.Equal(2, server.RequestCount);
        AssertHeaders(server.Requests[1]);
    }

    [Fact]
    public async Task One_connection_serves_many_requests()
    {
        using var simulator = new CallCenter.Simulator.VendorSimulator();
        using var client = Wire.WithToken(simulator);

        for (var i = 0; i < 20; i++)
        {
            await client.CreateAgentAsync(Wire.Agent($"{i}"), Wire.Context);
        }

        Assert.Equal(1, simulator.OpenConnections);
        Assert.Equal(20, simulator.Agents.Count);
    }

    private static void AssertHeaders(HttpMessage request)
    {
        Assert.Contains("Authorization: 12345678", request.HeaderLines);
        Assert.Contains("Content-Type: application/json;charset=utf-8", request.HeaderLines);
        Assert.Contains($"Content-Length: {request.Body.Length}", request.HeaderLines);

        // Nothing else that a strict server could stumble over.
        Assert.Equal(
            ["Accept-Encoding", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"],
            request.HeaderLines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }
}
