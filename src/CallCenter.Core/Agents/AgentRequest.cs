using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>An agent to create (agents page, 1.3). What is null is not sent.</summary>
public sealed record AgentRequest
{
    /// <summary>The agent's code, 工号; unique in the tenant.</summary>
    public required string Code { get; init; }

    /// <summary>The name to sign in with, 登录名.</summary>
    public required string LoginName { get; init; }

    /// <summary>The agent's name, 用户名.</summary>
    public required string UserName { get; init; }

    /// <summary>The ids of the agent's roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The id of the organization; the vendor's default is the head office.</summary>
    public string? Org { get; init; }

    /// <summary>The ids of the agent's skill groups.</summary>
    public IReadOnlyList<string> AgentQueues { get; init; } = [];

    /// <summary>The id of the tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>The domain of the tenant, such as <c>n01.cc</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary><c>Ok</c> means usable; the page names no other value, so any is passed on.</summary>
    public string? Status { get; init; }

    /// <summary>Whether a third party's integration is used.</summary>
    public bool? UseOnlineService { get; init; }

    /// <summary><c>Male</c> or <c>Female</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>The mobile number.</summary>
    public string? Phone { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The password; null makes the vendor set its publicly known one.</summary>
    public Secret? Password { get; init; }

    /// <summary>Whether nobody but this request knows the password yet.</summary>
    public bool IsPasswordGenerated { get; init; }

    /// <summary>The names and values of the fields that are present, without the password: by these a journal knows the agent.</summary>
    public IEnumerable<KeyValuePair<string, string>> Identity
    {
        get
        {
            (string Name, string? Value)[] fields =
            [
                ("code", Code), ("loginName", LoginName), ("userName", UserName), ("org", Org), ("tenantId", TenantId), ("namespace", Namespace),
                ("status", Status), ("useOnlineService", UseOnlineService?.ToString()), ("gender", Gender), ("phone", Phone), ("email", Email),
                ("roles", Roles.Count == 0 ? null : string.Join(";", Roles)), ("agentQueues", AgentQueues.Count == 0 ? null : string.Join(";", AgentQueues)),
            ];
            return fields.Where(one => one.Value is not null).Select(one => new KeyValuePair<string, string>(one.Name, one.Value!));
        }
    }
}
