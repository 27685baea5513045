using System.Diagnostics.CodeAnalysis;

namespace CallCenter.Simulator.CooCenter;

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
