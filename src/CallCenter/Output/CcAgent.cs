using System;
using System.Management.Automation;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter;

/// <summary>An agent that <c>New-CcAgent</c> created, as the tenant answered it (agents page, 1.1).</summary>
public sealed class CcAgent
{
    private readonly Secret? _generated;
    private PSCredential? _credential;

    internal CcAgent(Agent agent, Secret? generated)
    {
        Code = agent.Code;
        LoginName = agent.LoginName;
        UserName = agent.UserName;
        Status = agent.Status;
        Id = agent.Id;
        Role = [.. agent.Roles];
        Org = agent.Org;
        OrgName = agent.OrgName;
        AgentQueue = [.. agent.AgentQueues];
        TenantId = agent.TenantId;
        Namespace = agent.Namespace;
        UseOnlineService = agent.UseOnlineService;
        Gender = agent.Gender;
        Phone = agent.Phone;
        Email = agent.Email;
        UpdateTime = agent.UpdateTime;
        _generated = generated;
    }

    /// <summary>The agent's code, 工号.</summary>
    public string Code { get; }

    /// <summary>The name to sign in with.</summary>
    public string LoginName { get; }

    /// <summary>The agent's name.</summary>
    public string UserName { get; }

    /// <summary><c>Ok</c> means usable.</summary>
    public string? Status { get; }

    /// <summary>The id that the tenant gave.</summary>
    public string? Id { get; }

    /// <summary>The ids of the agent's roles.</summary>
    public string[] Role { get; }

    /// <summary>The id of the organization.</summary>
    public string? Org { get; }

    /// <summary>The name of the organization.</summary>
    public string? OrgName { get; }

    /// <summary>The ids of the agent's skill groups.</summary>
    public string[] AgentQueue { get; }

    /// <summary>The id of the tenant.</summary>
    public string? TenantId { get; }

    /// <summary>The domain of the tenant.</summary>
    public string? Namespace { get; }

    /// <summary>Whether a third party's integration is used.</summary>
    public bool? UseOnlineService { get; }

    /// <summary><c>Male</c> or <c>Female</c>.</summary>
    public string? Gender { get; }

    /// <summary>The mobile number.</summary>
    public string? Phone { get; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; }

    /// <summary>When the tenant last changed the agent, by the tenant's own clock: the vendor sends no zone.</summary>
    public DateTime? UpdateTime { get; }

    /// <summary>The login name with the password that was generated; null when the row brought its own password or left it to the vendor.</summary>
    /// <remarks>Made when it is first asked for: most of a thousand agents are only looked at in a table.</remarks>
    public PSCredential? Credential => _generated is null ? null : _credential ??= new PSCredential(LoginName, _generated.ToSecureString());
}
