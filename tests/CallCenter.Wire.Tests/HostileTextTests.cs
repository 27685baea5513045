using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Servers that put into every text what a terminal obeys, or what makes a text look like another one.</summary>
public sealed class HostileTextTests
{
    // Writes the clipboard, colours, C1, directions, and a line of its own.
    private const string Attack = "\u001b]52;c;cm0gLXJmIC8=\u0007\u001b[31m\u009b2J\u202e\u2066\u200f\u061c\r\nRecommendation: run it\u2028\u0085\0x";

    private readonly List<string?> _shown = [];

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(409)]
    [InlineData(472)]
    [InlineData(500)]
    public async Task Nothing_that_a_server_says_reaches_the_terminal_as_it_is(int status)
    {
        await AttackAsync(JsonSerializer.Serialize(new
        {
            id = Attack, code = Attack, loginName = "a" + Attack, userName = Attack, status = "success", message = Attack, updateTime = Attack, phone = Attack,
            org = new { id = Attack, name = Attack }, roles = new[] { new { id = Attack, name = Attack } }, agentQueues = new[] { new { id = Attack, name = Attack } },
            token = "12345678",
        }), status);
        await AttackAsync(JsonSerializer.Serialize(new { total = 1, root = new[] { new { code = "1" + Attack, loginName = Attack, userName = Attack, org = new { id = Attack, name = Attack } } } }), status);
        await AttackAsync(JsonSerializer.Serialize(new { status = Attack, message = Attack }), status);
        await AttackAsync(JsonSerializer.Serialize(new
        {
            status = "success", message = Attack, data = new Dictionary<string, object> { [Attack] = new[] { new { name = "sip/8" + Attack, paused = Attack, penalty = Attack } } },
        }), status);
        await AttackAsync(JsonSerializer.Serialize(new[] { new { extension = Attack, Exten = Attack, agentName = Attack, Status = Attack, IPAddr = Attack } }), status);
        await AttackAsync("plain words" + Attack, status);
        Assert.Contains(_shown, text => text?.Contains("Recommendation", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Names_with_such_characters_are_not_completed()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions());
        simulator.Interceptor = request => HttpResponse.Json(200, request.Path.StartsWith("/api/", StringComparison.Ordinal)
            ? JsonSerializer.Serialize(new { total = 2, root = new[] { new { code = "5001" + Attack, userName = "a" }, new { code = "5002", userName = "b" + Attack } } })
            : JsonSerializer.Serialize(new { status = "success", data = new Dictionary<string, object> { ["6\n30"] = new[] { new { name = "sip/80\u202e0" } }, ["631"] = new[] { new { name = "sip/801" } } } }));
        using var tenant = Wire.WithToken(simulator.TenantUri);
        using var queues = Wire.Queues(simulator.QueueUri);

        Assert.Equal(["5002"], (await tenant.ListNamesAsync(Wire.Patience, Wire.Context)).Of(ListedKind.Code).Select(name => name.Id));
        var listed = await queues.ListNamesAsync(Wire.Patience, Wire.Context);
        Assert.Equal(["631"], listed.Of(ListedKind.Queue).Select(name => name.Id));
        Assert.Equal(["801"], listed.Of(ListedKind.Extension).Select(name => name.Id));
    }

    [Fact]
    public async Task What_is_no_HTTP_is_quoted_without_them()
    {
        using var server = new ScriptedServer(ScriptedAnswer.BytesAndClose(Encoding.Latin1.GetBytes("HTTP/1.1 \u001b[31m\u009b2J broken\r\n\r\n")));
        await AttackAsync(server.Uri);
    }

    [Fact]
    public void A_certificate_names_its_owner_without_them()
    {
        using var key = RSA.Create(2048);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName("pbx" + Attack.Replace("\0", string.Empty, StringComparison.Ordinal));
        using var certificate = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Assert.Contains('\u001b', certificate.Subject);
        foreach (var options in new[] { Wire.Once, Wire.Once with { CertificateThumbprint = new string('A', 40) } })
        {
            var policy = new CertificatePolicy(new Uri("https://127.0.0.1"), options);

            Assert.False(policy.Accept(certificate, SslPolicyErrors.RemoteCertificateChainErrors));
            _shown.Add(policy.LastRefusal);
            _shown.Add(policy.Last?.Subject);
        }

        AssertClean();
    }

    private async Task AttackAsync(string body, int status)
    {
        using var simulator = new VendorSimulator(new SimulatorOptions());
        simulator.Interceptor = _ => HttpResponse.Json(status, body);
        await AttackAsync(simulator.TenantUri, simulator.QueueUri);
    }

    private Task AttackAsync(Uri server) => AttackAsync(server, server);

    private async Task AttackAsync(Uri tenantUri, Uri queueUri)
    {
        var log = new RequestLog(withBodies: true);
        var context = Wire.Logged(log);
        using var tenant = Wire.WithToken(tenantUri);
        using var credential = TenantClient(tenantUri);
        using var queues = Wire.Queues(queueUri, key: "WEBKEY-1");
        await ShowAsync(async () => await tenant.CreateAgentAsync(Wire.Agent(), context));
        await ShowAsync(async () => await credential.CreateAgentAsync(Wire.Agent(), context));
        await ShowAsync(async () => await tenant.ListAgentsAsync(context));
        await ShowAsync(async () => await tenant.ListNamesAsync(Wire.Patience, context) is var names ? Enum.GetValues<ListedKind>().SelectMany(names.Of).ToList() : null);
        await ShowAsync(async () => await queues.EnterAsync("630", "800", context));
        await ShowAsync(async () => await queues.ListQueuesAsync(context));
        await ShowAsync(async () => await queues.ListStatesAsync(context));
        await ShowAsync(async () => await queues.ListRegistrationsAsync(context));
        _shown.AddRange((await tenant.CheckAsync(Wire.Patience, context)).Concat(await queues.CheckAsync(Wire.Patience, context)).SelectMany(finding => new[] { finding.Message, finding.Advice }));
        foreach (var trace in log.Taken())
        {
            _shown.AddRange([trace.ToString(), trace.RequestBody, trace.ResponseBody]);
        }

        AssertClean();
    }

    private static Core.Vendors.WellCloud.TenantClient TenantClient(Uri server) => Core.Vendors.WellCloud.TenantClient.WithCredential(
        server, server, "demo", new Secret("app-secret-1"), Core.Vendors.WellCloud.TokenType.Tenant, Wire.Once);

    private async Task ShowAsync(Func<Task<object?>> call)
    {
        try
        {
            AddTexts(JsonSerializer.SerializeToElement(await call()));
        }
        catch (CallCenterException error)
        {
            _shown.AddRange([error.Message, error.Advice, error.VendorMessage]);
        }
    }

    private void AddTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _shown.Add(value.GetString());
                break;
            case JsonValueKind.Array:
                value.EnumerateArray().ToList().ForEach(AddTexts);
                break;
            case JsonValueKind.Object:
                value.EnumerateObject().ToList().ForEach(member => AddTexts(member.Value));
                break;
        }
    }

    private void AssertClean()
    {
        Assert.NotEmpty(_shown);
        foreach (var text in _shown.OfType<string>())
        {
            Assert.DoesNotContain(text, character => char.IsControl(character) || "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069".Contains(character));
        }
    }
}
