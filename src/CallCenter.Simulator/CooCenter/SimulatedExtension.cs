using System.Diagnostics.CodeAnalysis;

namespace CallCenter.Simulator.CooCenter;

/// <summary>An extension of the simulated phone system, as it was at one moment.</summary>
/// <param name="Extension">The number.</param>
/// <param name="AgentName">The name of the agent there; empty where none was set.</param>
/// <param name="State">What it is doing. A phone is registered in every state but <see cref="SimulatedState.Offline"/>.</param>
public sealed record SimulatedExtension(string Extension, string AgentName, SimulatedState State);

/// <summary>What a simulated extension is doing, with the numbers of the vendor's page on extension states.</summary>
[SuppressMessage("Design", "CA1027:Mark enums with FlagsAttribute", Justification = "An extension has one state.")]
public enum SimulatedState
{
    /// <summary>Nothing.</summary>
    Idle = 0,

    /// <summary>It is in a call.</summary>
    InCall = 1,

    /// <summary>It can take no further call.</summary>
    Busy = 2,

    /// <summary>No phone is registered.</summary>
    Offline = 4,

    /// <summary>It rings.</summary>
    Ringing = 8,

    /// <summary>Its call is on hold.</summary>
    OnHold = 16,
}
