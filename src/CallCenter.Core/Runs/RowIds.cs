using System.Collections.Generic;
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
    /// <summary>The id of an agent to create: of the names and values of the fields that are given, but the password.</summary>
    public static RowId IdOf(AgentRequest agent)
    {
        var parts = new List<string?> { "agent" };
        foreach (var field in agent.GetIdentity())
        {
            parts.Add(field.Key);
            parts.Add(field.Value);
        }

        return RowId.Of([.. parts]);
    }

    /// <summary>The id of a password to set: of the agent's code alone.</summary>
    public static RowId IdOf(PasswordResetRequest reset) => RowId.Of("password", reset.Code);

    /// <summary>The id of an extension to sign in or out: of the queue and the extension.</summary>
    public static RowId IdOf(QueueRequest membership) => RowId.Of("queue", membership.Queue, membership.Extension);
}
