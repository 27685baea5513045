namespace CallCenter.Simulator.CooCenter;

/// <summary>An extension of the simulated phone system, as it was at one moment.</summary>
/// <param name="Extension">The number.</param>
/// <param name="AgentName">The name of who sits there; empty where none was set.</param>
/// <param name="State">What it is doing. A phone is registered in every state but <see cref="SimulatedState.Offline"/>.</param>
public sealed record SimulatedExtension(string Extension, string AgentName, SimulatedState State);
