namespace CallCenter.Core.Agents;

/// <summary>What a column of a table of agents can hold.</summary>
public enum AgentField
{
    /// <summary>The agent's code.</summary>
    Code,

    /// <summary>The name to sign in with.</summary>
    LoginName,

    /// <summary>The agent's name.</summary>
    UserName,

    /// <summary>The password.</summary>
    Password,

    /// <summary>The ids of the roles.</summary>
    Role,

    /// <summary>The id of the organization.</summary>
    Org,

    /// <summary>The ids of the skill groups.</summary>
    AgentQueue,

    /// <summary>The id of the tenant.</summary>
    TenantId,

    /// <summary>The domain of the tenant.</summary>
    Namespace,

    /// <summary>The status.</summary>
    Status,

    /// <summary>Whether a third party's integration is used.</summary>
    UseOnlineService,

    /// <summary>The gender.</summary>
    Gender,

    /// <summary>The mobile number.</summary>
    Phone,

    /// <summary>The e-mail address.</summary>
    Email,

    /// <summary>The phone queues: known, and of no use for creating agents.</summary>
    Queue,

    /// <summary>The extension: known, and of no use for creating agents.</summary>
    Extension,
}
