using CallCenter.Core.Agents;

namespace CallCenter.Core.Files;

/// <summary>A row of a file of agents.</summary>
/// <param name="LineNumber">The physical line it starts in, from 1.</param>
/// <param name="Row">Its cells; those that a fault may have put under the wrong header are blank.</param>
/// <param name="IsFaulty">Whether the check found a fault in it, so that it is not to be sent.</param>
public sealed record AgentFileRow(int LineNumber, AgentRow Row, bool IsFaulty);
