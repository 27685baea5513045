using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Simulator.Tests;

public sealed class TenantTokenTests
{
    private const string Agent = """{"code":"1","loginName":"a","userName":"a"}""";

    [Fact]
    public async Task A_token_that_was_asked_for_opens_the_tenant_and_a_second_one_leaves_it_valid()
    {
        using var rehearsal = new Rehearsal();
        VendorSimulator simulator = rehearsal.Simulator;

        Rehearsal.Reply first = await ApplyAsync(rehearsal, $"appId={simulator.AppId}&appSecret={simulator.AppSecret}&type=tenant");
        Rehearsal.Reply second = await ApplyAsync(rehearsal, $"appId={simulator.AppId}&appSecret={simulator.AppSecret}&type=partner");

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Matches("^\\{\"token\":\"[0-9a-f]{32}\"\\}$", first.Body);
        Assert.NotEqual(first["token"], second["token"]);
        Assert.Equal(3, simulator.TokensIssued);
        rehearsal.Token = first["token"]!;
        Assert.Equal(200, (await rehearsal.CreateAsync("1", "a")).Status);
        rehearsal.Token = second["token"]!;
        Assert.Equal(200, (await rehearsal.CreateAsync("2", "b")).Status);
    }

    [Fact]
    public async Task A_new_token_ends_those_before_it_where_it_is_set_up_so()
    {
        using var rehearsal = new Rehearsal(new SimulatorOptions { IsNewestTokenOnly = true });
        string first = rehearsal.Simulator.IssueToken();
        rehearsal.Token = rehearsal.Simulator.IssueToken();
        Assert.Equal(200, (await rehearsal.CreateAsync("1", "a")).Status);
        rehearsal.Token = first;
        Assert.Equal(401, (await rehearsal.CreateAsync("2", "b")).Status);
    }

    [Theory]
    [InlineData("appId=demo-app&appSecret=wrong&type=tenant", 425)]
    [InlineData("appId=other&appSecret=s%2Bcret%20%26&type=tenant", 425)]
    [InlineData("appSecret=s%2Bcret%20%26&type=tenant", 425)]
    [InlineData("appId=demo-app&type=tenant", 425)]
    [InlineData("appId=demo-app&appId=demo-app&appSecret=s%2Bcret%20%26&type=tenant", 425)]
    [InlineData("", 425)]
    [InlineData("appId=demo-app&appSecret=s%2Bcret%20%26&type=admin", 400)]
    [InlineData("appId=demo-app&appSecret=s%2Bcret%20%26", 400)]
    [InlineData("appId=demo-app&appSecret=s+cret%20%26&type=tenant", 425)]
    [InlineData("appId=demo-app&appSecret=s%2Bcret+%26&type=tenant", 200)]
    public async Task The_query_is_checked_decoded(string query, int status)
    {
        using var rehearsal = new Rehearsal(new SimulatorOptions { AppSecret = "s+cret &" });

        Assert.Equal(status, (await ApplyAsync(rehearsal, query)).Status);
        Assert.Equal(status == 200 ? 2 : 1, rehearsal.Simulator.TokensIssued);
    }

    [Fact]
    public async Task A_token_is_only_given_for_the_content_type_the_vendor_wants_and_only_below_its_path()
    {
        using var rehearsal = new Rehearsal();
        string query = $"?appId={rehearsal.Simulator.AppId}&appSecret={rehearsal.Simulator.AppSecret}&type=tenant";
        var tokenUri = new Uri(rehearsal.Simulator.TokenUri, query);

        Rehearsal.Reply wrongType = await rehearsal.SendAsync(tokenUri, HttpMethod.Post, [], "application/json");
        Assert.Equal((500, "RESTEASY003065: Cannot consume content type"), wrongType.Outcome);
        Assert.Equal(500, (await rehearsal.SendAsync(tokenUri, HttpMethod.Post)).Status);
        Assert.Equal(405, (await rehearsal.SendAsync(tokenUri, HttpMethod.Get, null)).Status);
        var withoutPrefix = new Uri(rehearsal.Simulator.TenantUri, "/api/operation/operation/apply/token" + query);
        Assert.Equal(404, (await rehearsal.SendAsync(withoutPrefix, HttpMethod.Post, [], Rehearsal.Json)).Status);
    }

    [Theory]
    [InlineData(null, 403, "没有在头信息中传入token值")]
    [InlineData(" ", 403, "没有在头信息中传入token值")]
    [InlineData("12345678", 401, "token值有误")]
    [InlineData("Bearer {0}", 401, "token值有误")]
    public async Task The_two_agent_calls_want_the_bare_token(string? header, int status, string message)
    {
        using var rehearsal = new Rehearsal();
        string? value = header?.Replace("{0}", rehearsal.Token, StringComparison.Ordinal);

        // Before anything else of the request is looked at.
        Rehearsal.Reply create = await rehearsal.TenantAsync(HttpMethod.Post, Rehearsal.AgentsPath, "{", value, "text/plain");
        Rehearsal.Reply reset = await rehearsal.TenantAsync(HttpMethod.Put, Rehearsal.ResetPath, "{", value, "text/plain");

        Assert.Equal((status, message), create.Outcome);
        Assert.Equal((status, message), reset.Outcome);
        Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), create["code"]);
    }

    [Fact]
    public async Task A_token_ends_with_its_lifetime()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using var rehearsal = new Rehearsal(new SimulatorOptions { UtcNow = () => now });

        now += TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1);
        Assert.Equal(200, (await rehearsal.CreateAsync(Agent)).Status);
        now += TimeSpan.FromSeconds(1);
        Assert.Equal(401, (await rehearsal.CreateAsync(Agent)).Status);
    }

    [Fact]
    public async Task ExpireTokens_ends_the_tokens_issued_so_far_and_no_later_one()
    {
        using var rehearsal = new Rehearsal();

        rehearsal.Simulator.ExpireTokens();
        Assert.Equal(401, (await rehearsal.CreateAsync(Agent)).Status);
        rehearsal.Token = rehearsal.Simulator.IssueToken();
        Assert.Equal(200, (await rehearsal.CreateAsync(Agent)).Status);
    }

    private static Task<Rehearsal.Reply> ApplyAsync(Rehearsal rehearsal, string query) =>
        rehearsal.SendAsync(new Uri(rehearsal.Simulator.TokenUri, "?" + query), HttpMethod.Post, [], Rehearsal.Json);
}
