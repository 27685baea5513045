namespace CallCenter.Core.Agents;

/// <summary>An agent that exists now.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="IsFromEarlierRun">Whether an interrupted run created it, with a password that nobody knows any more.</param>
public sealed record AgentOutcome(Agent Agent, bool IsFromEarlierRun);
