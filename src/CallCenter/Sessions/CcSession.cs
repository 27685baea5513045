using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter;

/// <summary>
/// A connection to a tenant, a phone system or both. Its facts are public, its secrets and connections are not. It can be
/// used from several runspaces at once.
/// </summary>
public sealed class CcSession
{
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(10);

    private readonly TenantClient? _tenant;
    private readonly QueueClient? _phoneSystem;
    private readonly BriefCache _tenantNames;
    private readonly BriefCache _phoneSystemNames;
    private int _closed;

    internal CcSession(string name, TenantClient? tenant, QueueClient? phoneSystem)
    {
        Name = name;
        _tenant = tenant;
        _phoneSystem = phoneSystem;
        _tenantNames = new BriefCache(() => RequireTenant().ListNamesAsync(ListTimeout, new CallContext(CancellationToken.None)));
        _phoneSystemNames = new BriefCache(() => RequirePhoneSystem().ListNamesAsync(ListTimeout, new CallContext(CancellationToken.None)));
    }

    /// <summary>The name it was given.</summary>
    public string Name { get; }

    /// <summary>The base address of the tenant's API; null when the session has no tenant.</summary>
    public Uri? Uri { get; internal init; }

    /// <summary>The base address of the phone system; null when the session has none.</summary>
    public Uri? QueueUri { get; internal init; }

    /// <summary>The tenant's id for agents that this session creates, unless a row says otherwise.</summary>
    public string? TenantId { get; internal init; }

    /// <summary>The tenant's domain for agents that this session creates, unless a row says otherwise.</summary>
    public string? Namespace { get; internal init; }

    /// <summary>How it shows the tenant who it is.</summary>
    public CcAuthentication Authentication { get; internal init; }

    /// <summary>Whether it can be used.</summary>
    public CcSessionState State => Volatile.Read(ref _closed) != 0 ? CcSessionState.Closed : IsRehearsal ? CcSessionState.WhatIf : CcSessionState.Open;

    /// <summary>Whether <c>Connect-CcTenant</c> only described it, so that the commands of a script can describe what they would do with it.</summary>
    internal bool IsRehearsal { get; init; }

    /// <summary>Where it leads and how, in words, without secrets.</summary>
    internal string Facts { get; init; } = string.Empty;

    /// <summary>The tenant, as a journal and -WhatIf name it.</summary>
    internal Destination TenantDestination => field ??= new("WellCloud", Plain.Of(string.Join(" ", Uri!.Authority, TenantId, Namespace).TrimEnd()))
    {
        Place = Namespace ?? Uri.Authority,
        Account = _tenant!.Account,
    };

    /// <summary>The phone system, as a journal and -WhatIf name it.</summary>
    internal Destination QueueDestination => field ??= new("CooCenter", QueueUri!.Authority);

    /// <summary>The server that cannot be reached any more, and that requests wait for; null when there is none.</summary>
    internal string? GoneServer =>
        _tenant is { IsGone: true } ? Uri!.Authority : _phoneSystem is { IsGone: true } ? QueueUri!.Authority : null;

    /// <summary>How many agents are being looked for, since an earlier request may have created them.</summary>
    internal int PendingLookups => _tenant?.PendingLookups ?? 0;

    /// <summary>What commands of this session have used with success.</summary>
    internal SeenNames Seen { get; } = new();

    /// <summary>What to offer at the prompt: what was used with this session, newest first, then what else its server lists.</summary>
    internal IReadOnlyList<ListedName> NamesOf(ListedKind kind)
    {
        var isPhoneSystem = kind is ListedKind.Queue or ListedKind.Extension;
        var hasServer = State == CcSessionState.Open && (isPhoneSystem ? _phoneSystem is not null : _tenant is not null);
        var seen = Seen.Of(kind);
        var listed = hasServer ? (isPhoneSystem ? _phoneSystemNames : _tenantNames).Get().Of(kind) : [];
        var names = listed.ToDictionary(one => one.Id, one => one.Name);
        return
        [
            .. seen.Select(one => one with { Name = one.Name ?? (names.TryGetValue(one.Id, out var name) ? name : null) }),
            .. listed.Where(one => !seen.Any(other => other.Id == one.Id)),
        ];
    }

    internal TenantClient RequireTenant() => RequireOpen(_tenant, ErrorKind.NoTenant);

    internal QueueClient RequirePhoneSystem() => RequireOpen(_phoneSystem, ErrorKind.NoPhoneSystem);

    /// <summary>Checks the tenant; a session that is closed is a finding, too.</summary>
    internal Task<IReadOnlyList<CheckFinding>> CheckTenantAsync(TimeSpan timeout, CallContext context) =>
        CheckAsync(CheckTarget.Tenant, Uri!, () => RequireTenant().CheckAsync(timeout, context));

    /// <summary>Checks the phone system; a session that is closed is a finding, too.</summary>
    internal Task<IReadOnlyList<CheckFinding>> CheckPhoneSystemAsync(TimeSpan timeout, CallContext context) =>
        CheckAsync(CheckTarget.PhoneSystem, QueueUri!, () => RequirePhoneSystem().CheckAsync(timeout, context));

    internal void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _tenant?.Dispose();
            _phoneSystem?.Dispose();
        }
    }

    private static async Task<IReadOnlyList<CheckFinding>> CheckAsync(CheckTarget target, Uri server, Func<Task<IReadOnlyList<CheckFinding>>> check)
    {
        Messages.Keep(Messages.Language);
        try
        {
            return await check().ConfigureAwait(false);
        }
        catch (CallCenterException fault)
        {
            return [new CheckFinding(target, server, CheckStep.Connection, CheckResult.Failed, fault.Message, fault.Advice)];
        }
    }

    private T RequireOpen<T>(T? client, ErrorKind missing)
        where T : class
    {
        if (State == CcSessionState.Closed)
        {
            throw Failure.Session(ErrorKind.SessionClosed, Name);
        }

        return client ?? throw Failure.Session(missing, Name);
    }
}

/// <summary>Whether a session can be used.</summary>
public enum CcSessionState
{
    /// <summary>It can be used.</summary>
    Open,

    /// <summary>It was described under -WhatIf and connects to nothing: only commands under -WhatIf take it.</summary>
    WhatIf,

    /// <summary>It was disconnected.</summary>
    Closed,
}

/// <summary>How a session shows the tenant who it is.</summary>
public enum CcAuthentication
{
    /// <summary>The session has no tenant.</summary>
    None,

    /// <summary>With a token that the user brought, and that cannot be renewed.</summary>
    Token,

    /// <summary>With an appId and appSecret, which get new tokens when one has expired.</summary>
    Credential,
}
