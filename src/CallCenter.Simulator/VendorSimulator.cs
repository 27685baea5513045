using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using CallCenter.Simulator.CooCenter;
using CallCenter.Simulator.Http;
using CallCenter.Simulator.WellCloud;

namespace CallCenter.Simulator;

/// <summary>Both vendors, the WellCloud tenant and the CooCenter phone system, on two ports of 127.0.0.1.
/// State lives in memory and ends with the process. All members may be used from any thread.</summary>
public sealed class VendorSimulator : IDisposable
{
    private readonly SimulatorOptions _options;
    private readonly TokenStore _tokens;
    private readonly AgentStore _agents;
    private readonly QueueBoard _board;
    private readonly ExtensionBoard _extensions;
    private readonly TenantApi _tenantApi;
    private readonly PhoneSystemApi _phoneSystemApi;
    private readonly Traffic _traffic;
    private readonly X509Certificate2? _certificate;
    private readonly HttpServer _tenant;
    private readonly HttpServer _phoneSystem;

    /// <summary>Starts both vendors.</summary>
    /// <param name="options">How they are set up; null for the defaults.</param>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    /// <exception cref="ArgumentException">Two queues have the same name.</exception>
    public VendorSimulator(SimulatorOptions? options = null)
    {
        _options = options ??= new SimulatorOptions();
        var utcNow = options.UtcNow;
        _traffic = new Traffic(options.RecordRequests);
        _tokens = new TokenStore(options.TokenLifetime, options.IsNewestTokenOnly, utcNow);
        _agents = new AgentStore(utcNow);
        _tenantApi = new TenantApi(options, _agents, _tokens);

        _board = new QueueBoard(options.Queues);
        _extensions = new ExtensionBoard(options.Extensions, utcNow);
        var key = options.QueueKey is null ? null : new DailyKey(options.QueueKey, options.ApplianceClockOffset, utcNow);
        _phoneSystemApi = new PhoneSystemApi(_board, _extensions, key);

        _certificate = options.UseTls ? SelfSignedCertificate.Create() : null;
        CertificateThumbprint = _certificate is null ? null : SelfSignedCertificate.ThumbprintOf(_certificate);
        _tenant = new HttpServer(options.TenantPort, null, request => AnswerAsync(request, toPhoneSystem: false), utcNow);
        try
        {
            _phoneSystem = new HttpServer(options.QueuePort, _certificate, request => AnswerAsync(request, toPhoneSystem: true), utcNow);
        }
        catch
        {
            _tenant.Dispose();
            _certificate?.Dispose();
            throw;
        }
    }

    /// <summary>The base address of the tenant.</summary>
    public Uri TenantUri => _tenant.Uri;

    /// <summary>The address that gives tokens, without its query.</summary>
    public Uri TokenUri => new(_tenant.Uri, TenantApi.TokenPath);

    /// <summary>The base address of the phone system.</summary>
    public Uri QueueUri => _phoneSystem.Uri;

    /// <summary>The application id that tokens are given to.</summary>
    public string AppId => _options.AppId;

    /// <summary>The secret that goes with <see cref="AppId"/>.</summary>
    public string AppSecret => _options.AppSecret;

    /// <summary>The SHA-256 thumbprint of the phone system's certificate in upper-case hexadecimal; null without TLS.</summary>
    public string? CertificateThumbprint { get; }

    /// <summary>The agents as they are now, in the order of their creation.</summary>
    public IReadOnlyList<SimulatedAgent> Agents => _agents.Snapshot();

    /// <summary>Which extensions are signed in to which queue now, in the order of signing in.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Queues =>
        _board.Snapshot().ToDictionary(queue => queue.Name, IReadOnlyList<string> (queue) => [.. queue.Members.Select(member => member.Extension)], StringComparer.Ordinal);

    /// <summary>The members of all queues now, queue by queue.</summary>
    public IReadOnlyList<SimulatedMember> Members => [.. _board.Snapshot().SelectMany(queue => queue.Members)];

    /// <summary>The extensions that were set up or used, as they are now.</summary>
    public IReadOnlyList<SimulatedExtension> Extensions => _extensions.Snapshot();

    /// <summary>The requests received so far, with secrets as they were sent; empty unless <see cref="SimulatorOptions.RecordRequests"/> is set.</summary>
    public IReadOnlyList<HttpRequest> Requests => _traffic.Requests;

    /// <summary>How many requests arrived at both vendors, refused ones included.</summary>
    public long RequestCount => _traffic.Count;

    /// <summary>The most requests that both vendors together ever had in progress: arrived whole, and not yet answered.</summary>
    public int MaxConcurrentRequests => _traffic.MaxInProgress;

    /// <summary>How many connections to both vendors are open now.</summary>
    public int OpenConnections => _tenant.OpenConnections + _phoneSystem.OpenConnections;

    /// <summary>How many tokens were issued, over the network and by <see cref="IssueToken"/>.</summary>
    public int TokensIssued => _tokens.Issued;

    /// <summary>Whether at least one of the vendors is listening.</summary>
    public bool IsRunning => _tenant.IsListening || _phoneSystem.IsListening;

    /// <summary>Sees every request before the vendor does: its answer is sent instead of the vendor's, null lets the request pass.
    /// For tests of faults; with <see cref="Answer"/> and <see cref="HttpResponse.Lost"/> a request takes effect and its answer is lost.
    /// Called for several requests at once. What it throws is answered with 500.</summary>
    public Func<HttpRequest, HttpResponse?>? Interceptor { get; set; }

    /// <summary>The agent of a code as it is now.</summary>
    /// <param name="code">The agent number, exactly.</param>
    /// <returns>The agent; null when there is none.</returns>
    public SimulatedAgent? FindAgent(string code) => _agents.Find(code);

    /// <summary>Whether an agent has a password.</summary>
    /// <param name="code">The agent number, exactly.</param>
    /// <param name="password">The password to compare.</param>
    /// <returns>False too when there is no such agent.</returns>
    public bool VerifyPassword(string code, string password) => _agents.Find(code)?.HasPassword(password) ?? false;

    /// <summary>Sets what an extension is doing. It goes on until it is set again, or for the time given: then the call has ended.</summary>
    /// <param name="extension">The extension's number.</param>
    /// <param name="state">What it is doing.</param>
    /// <param name="duration">For how long, by the simulator's clock; null for no end.</param>
    /// <exception cref="ArgumentException">There is no such extension.</exception>
    public void SetExtension(string extension, SimulatedState state, TimeSpan? duration = null) => _extensions.Set(extension, state, duration);

    /// <summary>Sets the name of who sits at an extension.</summary>
    /// <param name="extension">The extension's number.</param>
    /// <param name="agentName">The name.</param>
    /// <exception cref="ArgumentException">There is no such extension.</exception>
    public void NameExtension(string extension, string agentName) => _extensions.Name(extension, agentName);

    /// <summary>Signs an extension in to a queue as it is given, or changes a member to that, as the appliance's own console can.</summary>
    /// <param name="member">The member.</param>
    /// <exception cref="ArgumentException">There is no such queue or extension.</exception>
    public void SetMember(SimulatedMember member)
    {
        if (!_board.Has((member ?? throw new ArgumentNullException(nameof(member))).Queue))
        {
            throw new ArgumentException("There is no such queue: " + member.Queue, nameof(member));
        }

        _extensions.Use(member.Extension);
        _board.Set(member);
    }

    /// <summary>Makes the tenant refuse every token issued so far.</summary>
    public void ExpireTokens() => _tokens.ExpireAll();

    /// <summary>Issues a token without a request for one.</summary>
    /// <returns>The token, 32 hexadecimal digits.</returns>
    public string IssueToken() => _tokens.Issue();

    /// <summary>What the vendor answers to a request, which takes effect. The interceptor is not asked.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer.</returns>
    public HttpResponse Answer(HttpRequest request)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        return request.ToPhoneSystem ? _phoneSystemApi.Answer(request) : _tenantApi.Answer(request);
    }

    /// <summary>Stops the tenant and closes its connections, as when a server dies.</summary>
    public void StopTenant() => _tenant.Dispose();

    /// <summary>Stops the phone system and closes its connections, as when an appliance loses power.</summary>
    public void StopPhoneSystem() => _phoneSystem.Dispose();

    /// <summary>Stops both vendors. What happened can still be inspected.</summary>
    public void Dispose()
    {
        StopTenant();
        StopPhoneSystem();
        _certificate?.Dispose();
    }

    private async Task<HttpResponse> AnswerAsync(HttpRequest request, bool toPhoneSystem)
    {
        request.ToPhoneSystem = toPhoneSystem;
        _traffic.Enter(request);
        HttpResponse response;
        try
        {
            // A token is not delayed: applying for one changes nothing that anybody sees.
            if (_options.EffectDelay > TimeSpan.Zero && request.Method != "GET" && request.Path != TenantApi.TokenPath)
            {
                await Task.Delay(_options.EffectDelay).ConfigureAwait(false);
            }

            response = Interceptor?.Invoke(request) ?? Answer(request);
        }
#pragma warning disable CA1031 // A server answers, whatever goes wrong in it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            response = HttpResponse.Json(500, ("message", "simulator: " + e.Message), ("code", "500"));
        }

        var delay = _options.Latency + response.Delay;
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay).ConfigureAwait(false);
        }

        // Before the answer is on its way: a client that has it may send the next request at once.
        _traffic.Leave();
        return response;
    }
}
