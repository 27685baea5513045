using CallCenter.Core.Agents;

namespace CallCenter.Core.Files;

/// <summary>A column of the template for a file of agents.</summary>
/// <param name="Field">What it holds.</param>
/// <param name="Header">Its header.</param>
/// <param name="IsRequired">Whether every agent needs it.</param>
/// <param name="Example">What it holds in the example row; empty where it is best left blank.</param>
/// <param name="Description">What belongs into it, for the person who fills the file.</param>
public sealed record AgentTemplateColumn(AgentField Field, string Header, bool IsRequired, string Example, string Description);
