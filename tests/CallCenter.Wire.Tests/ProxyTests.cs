using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Proxies: real Squid where it is installed, and one that answers in the same way everywhere.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string User = "CORP\\zhang";
    private const string Word = "Proxy-Word-1%";

    private readonly VendorSimulator _simulator = new();
    private readonly VendorSimulator _secure = new(new SimulatorOptions { UseTls = true });

    public static TheoryData<bool> Proxies => new(true, false);

    public void Dispose()
    {
        _simulator.Dispose();
        _secure.Dispose();
    }

    [Fact]
    public async Task The_systems_proxy_is_not_asked_to_reach_this_machine()
    {
        using var system = new SystemProxy(new Uri("http://127.0.0.1:1"), _ => true);
        using var tenant = Wire.WithToken(_simulator);

        Assert.Equal("5003", (await tenant.CreateAgentAsync(Wire.Agent(), Wire.Context)).Code);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task With_the_right_credentials_it_lets_through(bool isReal)
    {
        using var _ = Open(isReal, out var proxy);
        using var tenant = Wire.WithToken(_simulator, Through(proxy, User, Word));
        using var queues = Wire.Queues(_secure.QueueUri, Through(proxy, User, Word) with { SkipCertificateCheck = true });

        Assert.Equal("5003", (await tenant.CreateAgentAsync(Wire.Agent(), Wire.Context)).Code);
        Assert.Equal("login extension success", await queues.EnterAsync("630", "800", Wire.Context));
        Assert.DoesNotContain(await tenant.CheckAsync(Wire.Patience, Wire.Context), finding => finding.Result == CheckResult.Failed);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task Without_credentials_or_with_wrong_ones_nothing_gets_through_and_it_says_what_to_type(bool isReal)
    {
        using var _ = Open(isReal, out var proxy);
        foreach (var (options, words, advice) in new[]
        {
            (Through(proxy), "requires a user name", "-ProxyCredential"),
            (Through(proxy, User, "Wrong-Word-2"), "did not accept the credentials", "the right -ProxyCredential"),
        })
        {
            using var tenant = Wire.WithToken(_simulator, options with { MaximumRetryCount = 2 });
            using var queues = Wire.Queues(_secure.QueueUri, options with { MaximumRetryCount = 2, SkipCertificateCheck = true });
            var log = new RequestLog(withBodies: true);

            var plain = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Logged(log)));
            var tunnel = await Wire.FailsAsync(() => queues.EnterAsync("630", "800", Wire.Logged(log)));

            foreach (var error in new[] { plain, tunnel })
            {
                Assert.Equal((ErrorKind.ProxyRefused, false, "ProxyRefused"), (error.Kind, error.OutcomeUnknown, error.Id));
                Assert.Contains($"the proxy {proxy.Authority} on the way to", error.Message, StringComparison.Ordinal);
                Assert.Contains(words, error.Message, StringComparison.Ordinal);
                Assert.Contains(advice, error.Advice, StringComparison.Ordinal);
            }

            // Neither is sent again: wrong passwords lock accounts.
            Assert.Equal(["407", "ProxyRefused"], log.Taken().Select(trace => trace.Result));
            AssertFailedAtConnection(await tenant.CheckAsync(Wire.Patience, Wire.Context), words);
            AssertFailedAtConnection(await queues.CheckAsync(Wire.Patience, Wire.Context), words);
        }

        Assert.Equal((0, 0), (_simulator.RequestCount, _secure.RequestCount));
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task Signing_in_fails_in_the_same_way(bool isReal)
    {
        using var _ = Open(isReal, out var proxy);
        using var client = Wire.WithCredential(_simulator, Through(proxy));

        var error = await Wire.FailsAsync(() => client.SignInAsync(Wire.Context));

        Assert.Equal((ErrorKind.ProxyRefused, false), (error.Kind, error.OutcomeUnknown));
        Assert.Equal(0, _simulator.RequestCount);
    }

    [Fact]
    public void A_run_of_many_rows_stops_asking()
    {
        using var proxy = new AuthenticatingProxy(User, Word);
        using var tenant = Wire.WithToken(_simulator, Through(proxy.Uri, User, "Wrong-Word-2"));

        var outcomes = Wire.Run(Wire.Codes(200), 4, (code, context) => tenant.CreateAgentAsync(Wire.Agent(code), context));

        Assert.All(outcomes, outcome => Assert.True(outcome.Error is { OutcomeUnknown: false }));
        Assert.Equal(200, outcomes.Count);

        // Each request takes two tries: the platform waits to be asked for credentials.
        Assert.InRange(proxy.RequestCount, 2, 16);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_password_that_was_refused_is_not_shown_again_by_the_session(bool isTunnel)
    {
        using var proxy = new AuthenticatingProxy(User, Word);
        using var queues = Wire.Queues((isTunnel ? _secure : _simulator).QueueUri, Through(proxy.Uri, User, "Wrong-Word-2") with { SkipCertificateCheck = true });
        var first = await Wire.FailsAsync(() => queues.EnterAsync("630", "800", Wire.Context));
        var count = proxy.RequestCount;

        var second = await Wire.FailsAsync(() => queues.EnterAsync("630", "800", Wire.Context));

        Assert.Equal((first.Message, first.Advice, first.Kind, false), (second.Message, second.Advice, second.Kind, second.OutcomeUnknown));
        Assert.Equal(count, proxy.RequestCount);
    }

    [Theory]
    [InlineData(403, "allow connections to")]
    [InlineData(502, "why the proxy cannot reach it")]
    [InlineData(503, "why the proxy cannot reach it")]
    public async Task A_proxy_that_makes_no_connection_is_named_and_nothing_is_unknown(int status, string advice)
    {
        using var proxy = new ScriptedServer(ScriptedAnswer.Of(status, "<html>no</html>", "Content-Type: text/html\r\n"));
        using var tenant = Wire.WithToken(_secure.QueueUri, Wire.Once with { Proxy = proxy.Uri });

        var error = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.Unreachable, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains($"{_secure.QueueUri.Authority}: the proxy {proxy.Uri.Authority} did not connect to it ({status})", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Advice, StringComparison.Ordinal);
        AssertFailedAtConnection(await tenant.CheckAsync(Wire.Patience, Wire.Context), "did not connect");
    }

    [Fact]
    public async Task A_web_page_may_be_the_proxys()
    {
        using var proxy = new ScriptedServer(ScriptedAnswer.Of(403, "<html>no</html>", "Content-Type: text/html\r\n"));
        using var tenant = Wire.WithToken(_simulator.TenantUri, Through(proxy.Uri));

        var error = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Contains($"perhaps from the proxy {proxy.Uri.Authority}", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_dead_proxy_is_the_one_that_cannot_be_reached(string scheme)
    {
        using var dead = new FaultProxy(new Uri("http://127.0.0.1:1"), _ => Fault.None, refuses: true);
        using var tenant = Wire.WithToken(new Uri(scheme + "://nothing.invalid"), Through(dead.Uri));

        var error = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.Unreachable, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains($"cannot connect to the proxy {dead.Uri.Authority} on the way to nothing.invalid", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Proxy of Connect-CcTenant: Test-Connection 127.0.0.1 -TcpPort " + dead.Uri.Port, error.Advice, StringComparison.Ordinal);
        AssertFailedAtConnection(await tenant.CheckAsync(Wire.Patience, Wire.Context), "the proxy " + dead.Uri.Authority);
    }

    [Fact]
    public async Task A_proxy_whose_name_nobody_knows_is_the_one_that_does_not_resolve()
    {
        using var tenant = Wire.WithToken(_simulator.TenantUri, Through(new Uri("http://proxy.invalid:3128")));

        var error = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal((ErrorKind.Unreachable, false), (error.Kind, error.OutcomeUnknown));
        Assert.Contains("the name proxy.invalid could not be resolved", error.Message, StringComparison.Ordinal);
        Assert.Contains("nslookup proxy.invalid must succeed", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_proxy_is_named_too_and_its_password_masked()
    {
        using var proxy = new AuthenticatingProxy(User, Word);
        using var system = new SystemProxy(proxy.Uri, uri => uri.Host == "behind.invalid") { Credentials = new NetworkCredential(User, "Wrong-Word-2") };
        using var tenant = Wire.WithToken(new Uri("https://behind.invalid"));

        var error = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Context));

        Assert.Equal(ErrorKind.ProxyRefused, error.Kind);
        Assert.Contains("the proxy " + proxy.Uri.Authority, error.Message, StringComparison.Ordinal);

        using var dead = new FaultProxy(new Uri("http://127.0.0.1:1"), _ => Fault.None, refuses: true);
        using var other = new SystemProxy(dead.Uri, uri => uri.Host == "behind.invalid");
        using var second = Wire.WithToken(new Uri("https://behind.invalid"));
        Assert.Contains("HTTPS_PROXY", (await Wire.FailsAsync(() => second.CreateAgentAsync(Wire.Agent(), Wire.Context))).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_proxy_echoes_of_its_credentials_is_masked()
    {
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(User + ":" + Word));
        using var proxy = new ScriptedServer(ScriptedAnswer.Of(400, $$"""{"message":"{{Word}} and Basic {{header}}","code":"1"}"""));
        using var tenant = Wire.WithToken(_simulator.TenantUri, Through(proxy.Uri, User, Word));
        var log = new RequestLog(withBodies: true);

        var error = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Logged(log)));

        var shown = error + string.Concat(log.Taken());
        Assert.Contains("********", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Word, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(header, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Through_a_proxy_plain_http_leaves_this_machine()
    {
        var options = Wire.Once with { Proxy = new Uri("http://127.0.0.1:3128") };
        foreach (var connect in (IReadOnlyList<Func<object>>)
        [
            () => Wire.WithToken(_simulator.TenantUri, options),
            () => Wire.WithCredential(_simulator, options, server: new Uri("https://192.0.2.1")),
            () => Wire.WithCredential(_simulator, options, tokenUri: new Uri("https://192.0.2.1")),
            () => Wire.Queues(_simulator.QueueUri, options, key: "WEBKEY-1"),
        ])
        {
            var error = Assert.Throws<CallCenterException>(connect);
            Assert.Equal(ErrorKind.UnencryptedRefused, error.Kind);
            Assert.Contains("plain http through a proxy", error.Message, StringComparison.Ordinal);
            Assert.Contains("-AllowUnencryptedAuthentication", error.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_check_of_a_certificate_can_be_left_out_for_the_token_server_alone()
    {
        var skip = Wire.Once with { SkipCertificateCheck = true };
        using var both = WithCredential(Wire.Once, Wire.Once);
        using var tenantOnly = WithCredential(skip, Wire.Once);
        using var tokensOnly = WithCredential(Wire.Once, skip);

        Assert.Equal(ErrorKind.TlsFailure, (await Wire.FailsAsync(() => both.SignInAsync(Wire.Context))).Kind);
        Assert.Equal(ErrorKind.TlsFailure, (await Wire.FailsAsync(() => tenantOnly.SignInAsync(Wire.Context))).Kind);
        var findings = await tokensOnly.CheckAsync(Wire.Patience, Wire.Context);
        var warning = findings.Single(finding => finding.Result == CheckResult.Warning);
        Assert.Equal((CheckTarget.TokenServer, CheckStep.Encryption), (warning.Target, warning.Step));
        Assert.Contains("without -SkipTokenCertificateCheck", warning.Advice, StringComparison.Ordinal);

        using var signedIn = TenantClient.WithCredential(
            _secure.QueueUri, _simulator.TokenUri, _simulator.AppId, new Secret(_simulator.AppSecret), TokenType.Tenant, Wire.Once, skip);
        Assert.Equal(ErrorKind.TlsFailure, (await Wire.FailsAsync(() => signedIn.CreateAgentAsync(Wire.Agent(), Wire.Context))).Kind);
    }

    private static ConnectionOptions Through(Uri proxy, string? user = null, string? word = null) => Wire.Once with
    {
        Proxy = proxy,
        ProxyCredentials = user is null ? null : new NetworkCredential(user, word),
        AllowUnencryptedAuthentication = true,
    };

    private static IDisposable Open(bool isReal, out Uri proxy)
    {
        if (isReal)
        {
            var squid = Gateway.Squid(User, Word);
            proxy = squid.Uri;
            return squid;
        }

        var other = new AuthenticatingProxy(User, Word);
        proxy = other.Uri;
        return other;
    }

    private static void AssertFailedAtConnection(IReadOnlyList<CheckFinding> findings, string words)
    {
        var first = findings[0];
        Assert.Equal((CheckStep.Connection, CheckResult.Failed), (first.Step, first.Result));
        Assert.Contains(words, first.Message, StringComparison.Ordinal);
        Assert.NotEmpty(first.Advice!);
        Assert.All(findings.Skip(1), finding => Assert.Equal(CheckResult.Skipped, finding.Result));
    }

    private TenantClient WithCredential(ConnectionOptions options, ConnectionOptions tokenOptions) =>
        TenantClient.WithCredential(_secure.QueueUri, _secure.QueueUri, "demo", new Secret("secret-0001"), TokenType.Tenant, options, tokenOptions);

    /// <summary>Takes the place of the system's proxy for some addresses; all other tests of this process mind none of them.</summary>
    private sealed class SystemProxy : IWebProxy, IDisposable
    {
        private readonly IWebProxy _before = HttpClient.DefaultProxy;
        private readonly Uri _proxy;
        private readonly Predicate<Uri> _takes;

        public SystemProxy(Uri proxy, Predicate<Uri> takes)
        {
            _proxy = proxy;
            _takes = takes;
            HttpClient.DefaultProxy = this;
        }

        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => _takes(destination) ? _proxy : destination;

        public bool IsBypassed(Uri host) => !_takes(host);

        public void Dispose() => HttpClient.DefaultProxy = _before;
    }
}
