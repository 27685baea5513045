using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Simulator.Tests;

/// <summary>A simulator, and a client that speaks to it as the vendors' pages say.</summary>
internal sealed class Rehearsal : IDisposable
{
    public const string AgentsPath = "/api/operation/tenant/agents";
    public const string ResetPath = "/api/operation/tenant/agents/resetAgentPassword2";
    public const string Json = "application/json;charset=utf-8";
    public const string Form = "application/x-www-form-urlencoded";

    private readonly HttpClient _client;

    public Rehearsal(SimulatorOptions? options = null)
    {
        Simulator = new VendorSimulator(options);
        Token = Simulator.IssueToken();
        _client = new HttpClient(new HttpClientHandler { UseProxy = false, CheckCertificateRevocationList = true }) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public VendorSimulator Simulator { get; }

    public string Token { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<Reply> CreateAsync(string json) => TenantAsync(HttpMethod.Post, AgentsPath, json, Token);

    public Task<Reply> CreateAsync(string code, string loginName) =>
        CreateAsync($$"""{"code":"{{code}}","loginName":"{{loginName}}","userName":"Somebody"}""");

    public Task<Reply> ResetAsync(string json) => TenantAsync(HttpMethod.Put, ResetPath, json, Token);

    public Task<Reply> TenantAsync(HttpMethod method, string path, string json, string? token, string? contentType = Json)
        => SendAsync(new Uri(Simulator.TenantUri, path), method, Encoding.UTF8.GetBytes(json), contentType, ("Authorization", token));

    public Task<Reply> PhoneAsync(string call, string form, string? contentType = Form, (string Name, string? Value) header = default)
        => SendAsync(new Uri(Simulator.QueueUri, "/coocenter-api/queues/" + call), HttpMethod.Post, Encoding.UTF8.GetBytes(form), contentType, header);

    public Task<Reply> ExtensionsAsync(string call) => SendAsync(new Uri(Simulator.QueueUri, "/coocenter-api/extensions/" + call), HttpMethod.Get);

    public async Task<Reply> SendAsync(
        Uri uri,
        HttpMethod method,
        byte[]? body = null,
        string? contentType = null,
        (string Name, string? Value) header = default)
    {
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        if (header.Value is not null)
        {
            request.Headers.TryAddWithoutValidation(header.Name!, header.Value);
        }

        using HttpResponseMessage response = await _client.SendAsync(request, Cancellation);
        return new Reply(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(Cancellation),
            response.Content.Headers.ContentType,
            response.Headers.Date);
    }

    public void Dispose()
    {
        _client.Dispose();
        Simulator.Dispose();
    }

    internal sealed record Reply(int Status, string Body, MediaTypeHeaderValue? ContentType, DateTimeOffset? Date)
    {
        /// <summary>A string of the JSON body.</summary>
        public string? this[string name]
        {
            get
            {
                using var document = JsonDocument.Parse(Body);
                return document.RootElement.GetProperty(name).GetString();
            }
        }

        /// <summary>The status, and the message of the body.</summary>
        public (int, string?) Outcome => (Status, this["message"]);
    }
}
