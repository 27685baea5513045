using System;
using System.Collections.Generic;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>An agent as the tenant answers it (agents page, 1.1 and 1.4). It has no password.</summary>
public class Agent
{
    private readonly AgentValues _values;

    internal Agent(AgentValues values)
    {
        _values = values;
    }

    /// <summary>The same agent.</summary>
    /// <param name="other">The agent.</param>
    protected Agent(Agent other)
    {
        _values = other._values;
        Id = other.Id;
        OrgName = other.OrgName;
        UpdateTime = other.UpdateTime;
    }

    /// <summary>The agent's code, 工号.</summary>
    public string Code => _values.Text(AgentField.Code)!;

    /// <summary>The name to sign in with.</summary>
    public string LoginName => _values.Text(AgentField.LoginName)!;

    /// <summary>The agent's name.</summary>
    public string UserName => _values.Text(AgentField.UserName)!;

    /// <summary><c>Ok</c> means usable.</summary>
    public string? Status => _values.Text(AgentField.Status);

    /// <summary>The id that the tenant gave.</summary>
    public string? Id { get; internal init; }

    /// <summary>The ids of the agent's roles.</summary>
    public IReadOnlyList<string> Role => new TextList([.. _values.List(AgentField.Role)]);

    /// <summary>The id of the organization.</summary>
    public string? Org => _values.Text(AgentField.Org);

    /// <summary>The name of the organization.</summary>
    public string? OrgName { get; internal init; }

    /// <summary>The ids of the agent's skill groups.</summary>
    public IReadOnlyList<string> AgentQueue => new TextList([.. _values.List(AgentField.AgentQueue)]);

    /// <summary>The id of the tenant.</summary>
    public string? TenantId => _values.Text(AgentField.TenantId);

    /// <summary>The domain of the tenant.</summary>
    public string? Namespace => _values.Text(AgentField.Namespace);

    /// <summary>Whether a third party's integration is used.</summary>
    public bool? UseOnlineService => (bool?)_values[AgentField.UseOnlineService];

    /// <summary><c>Male</c> or <c>Female</c>.</summary>
    public string? Gender => _values.Text(AgentField.Gender);

    /// <summary>The mobile number.</summary>
    public string? Phone => _values.Text(AgentField.Phone);

    /// <summary>The e-mail address.</summary>
    public string? Email => _values.Text(AgentField.Email);

    /// <summary>When the tenant last changed the agent, by the tenant's own clock: the vendor sends no zone.</summary>
    public DateTime? UpdateTime { get; internal init; }
}
