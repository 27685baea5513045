namespace CallCenter.Core.Vendors;

/// <summary>What a vendor lists.</summary>
public enum ListedKind
{
    /// <summary>Agents, by code.</summary>
    Code,

    /// <summary>Roles, by id.</summary>
    Role,

    /// <summary>Organizations, by id.</summary>
    Org,

    /// <summary>Skill groups, by id.</summary>
    AgentQueue,

    /// <summary>Queues of the phone system, by number.</summary>
    Queue,

    /// <summary>Extensions, by number.</summary>
    Extension,
}
