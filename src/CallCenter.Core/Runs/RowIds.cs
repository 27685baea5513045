using System.Collections.Generic;
using System.Globalization;
using CallCenter.Core.Agents;
using CallCenter.Core.Queues;

namespace CallCenter.Core.Runs;

/// <summary>The ids of the rows of each command.</summary>
/// <remarks>
/// The rule: everything that is sent counts, except the password. Neither a password nor a hash of one comes near a
/// journal, since a hash of something that short can be guessed. So a row of which only the password changed is the same row.
/// </remarks>
public static class RowIds
{
    /// <summary>The id of an agent to create: of all its fields but the password.</summary>
    public static RowId IdOf(AgentRequest agent)
    {
        var parts = new List<string?>
        {
            "agent",
            agent.Code,
            agent.LoginName,
            agent.UserName,
            agent.Org,
            agent.TenantId,
            agent.Namespace,
            agent.Status,
            agent.UseOnlineService?.ToString(),
            agent.Gender,
            agent.Phone,
            agent.Email,
        };
        AddList(parts, agent.Roles);
        AddList(parts, agent.AgentQueues);
        return RowId.Of([.. parts]);
    }

    /// <summary>The id of a password to set: of the agent's code alone.</summary>
    public static RowId IdOf(PasswordResetRequest reset) => RowId.Of("password", reset.Code);

    /// <summary>The id of an extension to sign in or out: of the queue and the extension.</summary>
    public static RowId IdOf(QueueRequest membership) => RowId.Of("queue", membership.Queue, membership.Extension);

    // With its length before it, so that an item cannot move from one list to the next unnoticed.
    private static void AddList(List<string?> parts, IReadOnlyList<string> items)
    {
        parts.Add(items.Count.ToString(CultureInfo.InvariantCulture));
        parts.AddRange(items);
    }
}
