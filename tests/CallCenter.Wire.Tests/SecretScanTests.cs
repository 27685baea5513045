using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>
/// Every operation, well and ill, against servers that send back whatever secret they were sent. Nothing that a user is
/// shown may hold one of them.
/// </summary>
public sealed class SecretScanTests
{
    private const string Password = "P w+d/\"&=\\1aA密";
    private const string AppSecret = "s3cr/et+&=%\"\\密 钥";
    private const string WebKey = "W3b/K\"ey+&=\\密";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentBag<string> _secrets = [Password, AppSecret, WebKey];
    private readonly ConcurrentBag<string> _shown = [];

    public static TheoryData<int> Statuses => new(200, 201, 204, 302, 400, 401, 403, 404, 409, 418, 424, 425, 429, 472, 500, 503);

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_server_that_echoes_its_secrets_in_its_message(int status)
    {
        await ScanAsync(forms => HttpResponse.Json(status, ("status", "error"), ("message", forms), ("code", "1")));
        await ScanAsync(forms => HttpResponse.Json(status, JsonSerializer.Serialize(new { status = "error", message = forms })));
        await ScanAsync(forms => HttpResponse.Json(status, ("status", "success"), ("message", "x " + forms[..(forms.Length / 2)])));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_server_that_echoes_its_secrets_as_anything_but_JSON(int status)
    {
        await ScanAsync(forms => new HttpResponse(status, Encoding.UTF8.GetBytes(forms)));
        await ScanAsync(forms => new HttpResponse(status, Encoding.UTF8.GetBytes("<html>" + forms)));
        await ScanAsync(forms => new HttpResponse(status, Encoding.UTF8.GetBytes("[" + JsonSerializer.Serialize(forms) + "]")));

        // Beyond the length at which words are cut.
        await ScanAsync(forms => new HttpResponse(status, Encoding.UTF8.GetBytes(new string('x', 290) + forms)));
    }

    [Fact]
    public async Task A_server_that_does_what_it_is_asked_and_echoes_under_other_names()
    {
        using var simulator = Simulator();
        await ScanAsync(simulator, request =>
        {
            var forms = FormsIn(request);
            return request.Path switch
            {
                "/p/api/operation/operation/apply/token" => HttpResponse.Json(200, ("token", NewToken()), ("password", forms)),
                "/api/operation/tenant/agents" => HttpResponse.Json(200, ("id", "1"), ("code", "5003"), ("password", forms), ("token", forms), ("message", forms)),
                "/api/operation/tenant/agents/resetAgentPassword2" => new HttpResponse(204),
                _ => HttpResponse.Json(200, ("status", "success"), ("message", forms), ("authentication", forms)),
            };
        });
    }

    [Fact]
    public async Task A_server_that_echoes_into_the_fields_of_what_it_gives()
    {
        using var simulator = Simulator();
        var names = new List<string>();
        simulator.Interceptor = request =>
        {
            var secret = string.Concat(Learn(request).Distinct());
            return request.Path switch
            {
                "/p/api/operation/operation/apply/token" => HttpResponse.Json(200, ("token", NewToken())),
                "/api/operation/tenant/agents" when request.Method == "GET" => HttpResponse.Json(200, JsonSerializer.Serialize(new
                {
                    total = 2,
                    root = new[] { new { code = "5001", userName = secret, org = new { id = "1" + secret, name = secret } }, new { code = secret, userName = "x", org = new { id = "2", name = secret } } },
                })),
                "/api/operation/tenant/agents" => HttpResponse.Json(200, JsonSerializer.Serialize(new
                {
                    id = secret, code = "5003", loginName = secret, userName = secret, phone = secret, roles = new[] { new { id = secret } }, org = new { id = secret, name = secret },
                })),
                _ => HttpResponse.Json(200, JsonSerializer.Serialize(new
                {
                    status = "success", data = new Dictionary<string, object> { [secret] = new[] { new { name = "sip/" + secret } } },
                })),
            };
        };
        await ScanAsync(simulator.TenantUri, simulator.TokenUri, simulator.QueueUri, Wire.Once, NewToken());
        using var tenant = Wire.WithToken(simulator.TenantUri, token: "T0k-en-1234567");
        using var queues = Wire.Queues(simulator.QueueUri, key: WebKey, now: () => Noon);
        foreach (var agent in await tenant.ListAgentsAsync(Wire.Context))
        {
            _shown.Add(JsonSerializer.Serialize(agent));
        }

        foreach (var list in new[] { await tenant.ListNamesAsync(Wire.Patience, Wire.Context), await queues.ListNamesAsync(Wire.Patience, Wire.Context) })
        {
            names.AddRange(Enum.GetValues<ListedKind>().SelectMany(list.Of).SelectMany(name => new[] { name.Id, name.Name ?? "" }));
        }

        Assert.Contains("5001", names);
        names.ForEach(_shown.Add);
        AssertNoSecretShown(atLeast: 43);
    }

    [Theory]
    [InlineData("Zhang001")]
    [InlineData("ZHANG001")]
    public async Task What_was_asked_for_comes_back_although_it_is_the_password_too(string answered)
    {
        using var simulator = Simulator();
        simulator.Interceptor = request => HttpResponse.Json(200, $$"""{"id":"7","code":"5003","loginName":"{{answered}}","userName":"x"}""");
        using var client = Wire.WithToken(simulator);

        var agent = await client.CreateAgentAsync(Wire.Agent() with { LoginName = "Zhang001", Password = new Secret("Zhang001") }, Wire.Context);

        Assert.Equal(answered, agent.LoginName);
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("data")]
    public async Task A_token_under_another_name_is_not_traced(string member)
    {
        using var simulator = Simulator();
        var token = NewToken();
        simulator.Interceptor = _ => HttpResponse.Json(200, JsonSerializer.Serialize(new Dictionary<string, object> { [member] = new { value = token }, ["other"] = token }));
        var log = new RequestLog(withBodies: true);
        using var client = Wire.WithCredential(simulator, Wire.Once);

        var error = await Wire.FailsAsync(() => client.SignInAsync(Wire.Logged(log)));

        Assert.Contains("it contains no token", error.Message, StringComparison.Ordinal);
        Assert.Equal($$"""{"{{member}}":"********","other":"********"}""", Assert.Single(log.Taken()).ResponseBody);
    }

    [Fact]
    public async Task A_token_that_no_server_takes_is_refused()
    {
        using var simulator = Simulator();
        simulator.Interceptor = _ => HttpResponse.Json(200, ("token", new string('x', 8193)));
        using var client = Wire.WithCredential(simulator, Wire.Once);

        Assert.Contains("192 characters", (await Wire.FailsAsync(() => client.SignInAsync(Wire.Context))).Message, StringComparison.Ordinal);
        Assert.Throws<CallCenterException>(() => Wire.WithToken(simulator.TenantUri, token: new string('x', 8193)));
    }

    [Fact]
    public async Task Servers_that_do_as_the_pages_say()
    {
        using var simulator = Simulator();
        await ScanAsync(simulator, null);

        Assert.True(simulator.VerifyPassword("5003", Password));
        Assert.Contains(_shown, text => text.Contains("sign extension 800 in to queue 630", StringComparison.Ordinal));
        Assert.Contains(_shown, text => text.Contains("\"password\":\"********\"", StringComparison.Ordinal));
        Assert.Contains(_shown, text => text.Contains("\"token\":\"********\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Servers_that_do_not_answer()
    {
        foreach (var answer in new[] { ScriptedAnswer.Close, ScriptedAnswer.Reset, ScriptedAnswer.Hang, ScriptedAnswer.BytesAndClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"u8.ToArray()) })
        {
            using var server = new ScriptedServer(answer);
            var options = answer == ScriptedAnswer.Hang ? Wire.Once with { Timeout = TimeSpan.FromSeconds(0.1) } : Wire.Once;
            await ScanAsync(server.Uri, server.Uri, server.Uri, options, "T0k/en+va=\"lue&%");
        }

        using var dead = new FaultProxy(new Uri("http://127.0.0.1:1"), _ => Fault.None, refuses: true);
        await ScanAsync(dead.Uri, dead.Uri, dead.Uri, Wire.Once, "T0k/en+va=\"lue&%");
    }

    [Fact]
    public void Sessions_that_are_refused_for_want_of_encryption()
    {
        var plain = new Uri("http://192.168.12.185");
        Show(Assert.Throws<CallCenterException>(() => TenantClient.WithCredential(plain, plain, "demo-app", new Secret(AppSecret), TokenType.Tenant, Wire.Once)));
        Show(Assert.Throws<CallCenterException>(() => Wire.WithToken(plain, token: AppSecret)));
        Show(Assert.Throws<CallCenterException>(() => Wire.WithToken(new Uri("https://192.168.12.185"), token: AppSecret)));
        Show(Assert.Throws<CallCenterException>(() => Wire.Queues(plain, key: WebKey)));

        AssertNoSecretShown(atLeast: 12);
    }

    private static VendorSimulator Simulator() => new(new SimulatorOptions
    {
        AppSecret = AppSecret,
        QueueKey = WebKey,
        UtcNow = () => Noon,
        ApplianceClockOffset = Noon.ToLocalTime().Offset,
    });

    private async Task ScanAsync(Func<string, HttpResponse> answer)
    {
        using var simulator = Simulator();
        await ScanAsync(simulator, request => answer(FormsIn(request)));
    }

    private async Task ScanAsync(VendorSimulator simulator, Func<HttpRequest, HttpResponse>? answer)
    {
        simulator.Interceptor = request =>
        {
            Learn(request);
            return answer?.Invoke(request);
        };
        var token = NewToken();
        if (answer is null)
        {
            token = simulator.IssueToken();
            _secrets.Add(token);
        }

        await ScanAsync(simulator.TenantUri, simulator.TokenUri, simulator.QueueUri, Wire.Once, token);
    }

    /// <summary>Runs every operation, and looks at everything that comes of it.</summary>
    private async Task ScanAsync(Uri tenantUri, Uri tokenUri, Uri queueUri, ConnectionOptions options, string token)
    {
        _secrets.Add(token);
        for (var day = -2; day <= 2; day++)
        {
            _secrets.Add(Wire.DailyKey(WebKey, Noon.UtcDateTime.AddDays(day)));
        }

        var log = new RequestLog(withBodies: true);
        var context = Wire.Logged(log);
        using var credential = TenantClient.WithCredential(tenantUri, tokenUri, "demo-app", new Secret(AppSecret), TokenType.Tenant, options);
        using var fixedToken = Wire.WithToken(tenantUri, options, token);
        using var withKey = Wire.Queues(queueUri, options, WebKey, () => Noon);
        var agent = Wire.Agent() with { Password = new Secret(Password) };
        await ShowAsync(() => credential.SignInAsync(context));
        foreach (var client in new[] { credential, fixedToken })
        {
            await ShowAsync(async () => _shown.Add(JsonSerializer.Serialize(await client.CreateAgentAsync(agent, context))));
            await ShowAsync(() => client.ResetPasswordAsync("5003", agent.Password, context));
        }

        foreach (var check in new[] { credential.CheckAsync(options.Timeout, context), fixedToken.CheckAsync(options.Timeout, context), withKey.CheckAsync(options.Timeout, context) })
        {
            _shown.Add(string.Join("; ", await check));
        }

        await ShowAsync(async () => _shown.Add(await withKey.EnterAsync("630", "800", context) ?? ""));
        await ShowAsync(async () => _shown.Add(await withKey.ExitAsync("630", "800", context) ?? ""));
        await ShowAsync(async () => _shown.Add(string.Join("; ", (await withKey.ListQueuesAsync(context)).Members)));
        await ShowAsync(async () =>
        {
            foreach (var outcome in await withKey.ExitAllAsync("800", context))
            {
                _shown.Add(outcome.ToString());
                Show(outcome.Error);
                _shown.Add(outcome.Operation.Describe());
            }
        });

        _shown.Add(agent.ToString());
        _shown.Add(JsonSerializer.Serialize(agent));
        _shown.Add(credential.ToString() + withKey + options);
        var traces = log.Taken();
        Assert.InRange(traces.Count, 7, 100);
        foreach (var trace in traces)
        {
            _shown.Add(trace.ToString());
            _shown.Add(trace.RequestBody ?? "");
            _shown.Add(trace.ResponseBody ?? "");
            _shown.Add(JsonSerializer.Serialize(trace));
        }

        AssertNoSecretShown(atLeast: 43);
    }

    private async Task ShowAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (CallCenterException exception)
        {
            Show(exception);
        }
    }

    private void Show(CallCenterException? error)
    {
        for (Exception? exception = error; exception is not null; exception = exception.InnerException)
        {
            _shown.Add(exception.ToString());
            _shown.Add(exception.Message);
            foreach (var value in exception.Data.Values)
            {
                _shown.Add(value?.ToString() ?? "");
            }
        }

        _shown.Add(error?.Advice ?? "");
        _shown.Add(error?.VendorMessage ?? "");
    }

    private void AssertNoSecretShown(int atLeast)
    {
        Assert.InRange(_shown.Count, atLeast, int.MaxValue);
        var forms = _secrets.Distinct().SelectMany(SecretForms.Of).Distinct().ToList();
        foreach (var text in _shown.Distinct())
        {
            foreach (var form in forms)
            {
                Assert.False(text.Contains(form, StringComparison.OrdinalIgnoreCase), $"'{form}' is shown in: {text}");
            }
        }
    }

    /// <summary>Everything secret that a request carries, in all its forms.</summary>
    private string FormsIn(HttpRequest request) => string.Join(" ", Learn(request).SelectMany(SecretForms.Of));

    private List<string> Learn(HttpRequest request)
    {
        var secrets = new List<string>();
        secrets.AddRange(request.Query.Where(pair => pair.Key == "appSecret").Select(pair => pair.Value));
        secrets.AddRange(request.Headers.Where(header => header.Key is "Authorization" or "Authentication").Select(header => header.Value).Distinct());
        if (request.Path.StartsWith("/api/", StringComparison.Ordinal) && request.Body.Length > 0)
        {
            using var body = JsonDocument.Parse(request.Body);
            secrets.Add(body.RootElement.GetProperty("password").GetString()!);
        }

        secrets.ForEach(_secrets.Add);
        return secrets;
    }

    private string NewToken()
    {
        var token = "T0k/en+=\"&%\\" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        _secrets.Add(token);
        return token;
    }
}
