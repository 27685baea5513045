using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>The WellCloud tenant: agents and their passwords. Safe to use from many threads.</summary>
public sealed class TenantClient : IDisposable
{
    /// <summary>The path that the calls about agents begin with.</summary>
    public const string ApiRoot = "/api/operation";

    private const string AgentsPath = ApiRoot + "/tenant/agents";
    private const string ResetPath = AgentsPath + "/resetAgentPassword2";

    private readonly ApiConnection _connection;
    private readonly CredentialTokenSource? _renewal;
    private readonly AgentSearch _search;

    private TenantClient(Uri server, ConnectionOptions options, TokenSource tokens, Account account, Redactor redactor)
    {
        Account = account;
        _renewal = tokens as CredentialTokenSource;
        Pending = options.Timeout > TimeSpan.Zero ? options.Timeout : null;
        _connection = new ApiConnection(server, options, new TenantDialect(renewsTokens: _renewal is not null), tokens, redactor);
        _search = new AgentSearch(_connection, options.Clock, AgentsPath);
    }

    /// <summary>Where tokens come from unless the user says otherwise (token page). It is plain http.</summary>
    public static Uri DefaultTokenUri { get; } = new("http://tpiag.wellcloud.cc/p/api/operation/operation/apply/token");

    /// <summary>The account that is signed in.</summary>
    public Account Account { get; }

    /// <summary>Whether the tenant answered before and cannot be reached now.</summary>
    internal bool IsGone => _connection.IsGone;

    /// <inheritdoc cref="AgentSearch.Pending"/>
    internal int PendingLookups => _search.Pending;

    /// <summary>How long what was sent may still take effect when its answer is no longer waited for: as long again; null where nothing limits it.</summary>
    public TimeSpan? Pending { get; }

    /// <summary>A client with a token that the user brought.</summary>
    /// <exception cref="CallCenterException">The token would travel unencrypted, or is none.</exception>
    public static TenantClient WithToken(Uri server, Secret token, ConnectionOptions options)
    {
        options.RequireEncryption(server, Messages.SecretToken);
        var usable = TokenText.Read(token.Reveal())
            ?? throw Failure.Session(ErrorKind.InvalidParameter, Messages.TokenUnusable, Messages.TokenUnusableAdvice);
        return new TenantClient(server, options, new FixedTokenSource(usable), Account.OfToken(usable), new Redactor([usable, .. new ProxyRoute(server, options).Secrets]));
    }

    /// <summary>A client that gets its tokens, and renews them, with an appId and appSecret.</summary>
    /// <param name="server">The base address of the tenant's API.</param>
    /// <param name="tokenUri">Where tokens come from.</param>
    /// <param name="appId">The appId.</param>
    /// <param name="appSecret">The appSecret.</param>
    /// <param name="type">What the tokens stand for.</param>
    /// <param name="options">How to talk to the tenant.</param>
    /// <param name="tokenOptions">How to talk to the token server; null for the same.</param>
    /// <exception cref="CallCenterException">A secret would travel unencrypted.</exception>
    public static TenantClient WithCredential(Uri server, Uri tokenUri, string appId, Secret appSecret, TokenType type, ConnectionOptions options, ConnectionOptions? tokenOptions = null)
    {
        tokenOptions ??= options;
        tokenOptions.RequireEncryption(tokenUri, Messages.SecretAppSecret);
        options.RequireEncryption(server, Messages.SecretToken);
        var redactor = new Redactor([appSecret, .. new ProxyRoute(server, options).Secrets, .. new ProxyRoute(tokenUri, tokenOptions).Secrets]);

        // The few requests for tokens neither count nor wait among the others.
        var connection = new ApiConnection(tokenUri, tokenOptions with { RequestsPerSecond = null }, new TenantDialect("-TokenUri"), new NoAuthenticator(), redactor);
        var tokens = new CredentialTokenSource(connection, appId, appSecret, type, redactor, tokenOptions.Clock);
        return new TenantClient(server, options, tokens, Account.OfId(appId), redactor);
    }

    /// <summary>Gets the first token, where this client has a credential to get one with.</summary>
    /// <returns>Whether it has.</returns>
    /// <exception cref="CallCenterException">No token was given.</exception>
    public async Task<bool> SignInAsync(CallContext context)
    {
        Messages.Keep(Messages.Language);
        if (_renewal is null)
        {
            return false;
        }

        await _renewal.GetAsync(context).ConfigureAwait(false);
        return true;
    }

    /// <summary>Creates an agent: <c>POST /api/operation/tenant/agents</c> (agents page, 1). Never sent twice unless it certainly was not processed.</summary>
    /// <exception cref="CallCenterException">The agent was not created, or it is not known whether it was.</exception>
    public async Task<Agent> CreateAgentAsync(AgentValues agent, CallContext context)
    {
        Agent? created = null;
        var request = new ApiRequest(() => Messages.FormatOperationCreateAgent(Cell.Label(agent.Code), Cell.Label(agent.LoginName)), HttpMethod.Post, AgentsPath)
        {
            Body = AgentJson.Write(agent),
            ContentType = TenantDialect.ContentType,
            Secret = agent.Password,
            ConflictAdvice = () => Messages.ConflictExists,
            FindMismatch = answer => AgentJson.FindMismatch(created = AgentJson.Read(answer, agent, field => _connection.Mask(field, agent.Password)), agent),
        };
        using var answer = await _connection.SendAsync(request, context).ConfigureAwait(false);
        return created!;
    }

    /// <inheritdoc cref="AgentSearch.SettleAsync"/>
    public Task<AgentLookup> SettleAsync(AgentValues agent, TimeSpan? pending, CallContext context) => _search.SettleAsync(agent, pending, context);

    /// <summary>
    /// The agents that exist, with the roles, organizations and skill groups that they have: <c>GET /api/operation/tenant/agents</c>,
    /// as for <see cref="SettleAsync"/>. Empty where the tenant does not let this token list them.
    /// </summary>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="context">The call.</param>
    /// <exception cref="CallCenterException">There was no answer.</exception>
    public async Task<NameList> ListNamesAsync(TimeSpan timeout, CallContext context)
    {
        if (_search.IsRefused)
        {
            return NameList.Empty;
        }

        using var answer = await _connection.SendAsync(Probe(() => Messages.OperationListAgents, AgentsPath, timeout), context).ConfigureAwait(false);
        _search.Note(answer.Status);
        return answer.Object is { } list ? AgentJson.ReadNames(list, field => _connection.Mask(field)) : NameList.Empty;
    }

    /// <summary>
    /// All agents of the tenant: <c>GET /api/operation/tenant/agents</c>, as for <see cref="SettleAsync"/>. A list that is shorter
    /// than its <c>total</c> is asked for in pages, with <c>page</c>, <c>start</c> and <c>limit</c> as the vendor's console sends them.
    /// </summary>
    /// <param name="context">The call.</param>
    /// <exception cref="CallCenterException">The tenant does not let this token list them, or did not give the whole list.</exception>
    public Task<IReadOnlyList<Agent>> ListAgentsAsync(CallContext context) => new AgentList(_connection, AgentsPath).ReadAsync(context);

    /// <summary>Sets an agent's password: <c>PUT …/agents/resetAgentPassword2</c>, answered by 204 (agents page, 2); any other 2xx without an error in it will do.</summary>
    /// <exception cref="CallCenterException">The password was not set, or it is not known whether it was.</exception>
    public async Task ResetPasswordAsync(string code, Secret password, CallContext context)
    {
        using var answer = await _connection.SendAsync(
            new ApiRequest(() => Messages.FormatOperationResetPassword(Cell.Label(code)), HttpMethod.Put, ResetPath)
            {
                Body = AgentJson.WriteReset(code, password),
                ContentType = TenantDialect.ContentType,
                Repeatable = true,
                NeedsNoBody = true,
                Secret = password,
            },
            context).ConfigureAwait(false);
    }

    /// <summary>
    /// Checks the tenant, and where tokens come from, without changing anything: <c>GET /api/security/security/org/topOrg</c>
    /// (organization page), which only reads, with the token; and a GET without parameters of the token page's address, which
    /// gives tokens to POST alone. A token that has expired is renewed, as with any other request.
    /// </summary>
    /// <param name="timeout">How long each may take.</param>
    /// <param name="context">The call.</param>
    public Task<IReadOnlyList<CheckFinding>> CheckAsync(TimeSpan timeout, CallContext context) =>
        new TenantConnectionTest(_connection, _renewal, timeout, context).RunAsync();

    /// <summary>A request that only reads.</summary>
    internal static ApiRequest Read(Func<string> operation, string path) => new(operation, HttpMethod.Get, path)
    {
        ContentType = TenantDialect.ContentType,
        Repeatable = true,
        ChangesNothing = true,
    };

    /// <summary>A request that only reads, tried once.</summary>
    internal static ApiRequest Probe(Func<string> operation, string path, TimeSpan timeout) => Read(operation, path) with { ProbeTimeout = timeout };

    /// <inheritdoc/>
    public void Dispose()
    {
        _renewal?.Dispose();
        _connection.Dispose();
    }
}
