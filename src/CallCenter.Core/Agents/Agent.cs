using System;
using System.Collections.Generic;

namespace CallCenter.Core.Agents;

/// <summary>An agent as the tenant answers it (agents page, 1.1 and 1.4).</summary>
public sealed record Agent
{
    /// <summary>The id that the tenant gave.</summary>
    public string? Id { get; init; }

    /// <summary>The agent's code, 工号.</summary>
    public required string Code { get; init; }

    /// <summary>The name to sign in with.</summary>
    public required string LoginName { get; init; }

    /// <summary>The agent's name.</summary>
    public required string UserName { get; init; }

    /// <summary><c>Ok</c> means usable.</summary>
    public string? Status { get; init; }

    /// <summary>The ids of the agent's roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The id of the organization.</summary>
    public string? Org { get; init; }

    /// <summary>The name of the organization.</summary>
    public string? OrgName { get; init; }

    /// <summary>The id of the tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>The domain of the tenant.</summary>
    public string? Namespace { get; init; }

    /// <summary>The ids of the agent's skill groups.</summary>
    public IReadOnlyList<string> AgentQueues { get; init; } = [];

    /// <summary>Whether a third party's integration is used.</summary>
    public bool? UseOnlineService { get; init; }

    /// <summary><c>Male</c> or <c>Female</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>The mobile number.</summary>
    public string? Phone { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>When the tenant last changed it, by the tenant's own clock: the vendor sends no zone.</summary>
    public DateTime? UpdateTime { get; init; }
}
