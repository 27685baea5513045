using CallCenter.Core.Agents;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>What looking for an agent told.</summary>
/// <param name="Found">The agent, when it exists with the code and login name asked for.</param>
/// <param name="IsAbsent">Whether it certainly does not exist.</param>
public sealed record AgentLookup(Agent? Found, bool IsAbsent)
{
    /// <summary>The tenant does not tell.</summary>
    public static AgentLookup CannotTell { get; } = new(null, IsAbsent: false);

    /// <summary>The answer could not be read, and the next one may be.</summary>
    public static AgentLookup NoAnswer { get; } = new(null, IsAbsent: false) { IsTransient = true };

    /// <summary>It is absent, and what was sent for it may still take effect.</summary>
    public static AgentLookup TooEarly { get; } = new(null, IsAbsent: false) { IsEarly = true };

    /// <summary>Whether it is absent now, which proves nothing yet.</summary>
    public bool IsEarly { get; private init; }

    /// <summary>Whether asking again may tell more.</summary>
    public bool IsTransient { get; private init; }
}
