namespace CallCenter.Core.Queues;

/// <summary>An extension at one moment. What is null the phone system does not say.</summary>
/// <param name="Extension">The number, leading zeros included.</param>
public sealed record ExtensionStatus(string Extension)
{
    /// <summary>The name of who sits there.</summary>
    public string? AgentName { get; init; }

    /// <summary>What it is doing.</summary>
    public ExtensionState? State { get; init; }

    /// <summary>Whether a phone is registered.</summary>
    public bool? Registered { get; init; }

    /// <summary>The address of the phone.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it is in a call, on hold included.</summary>
    public bool IsInCall => State is ExtensionState.InCall or ExtensionState.Busy or ExtensionState.OnHold;

    /// <summary>Whether it has no call, not even one that rings.</summary>
    public bool HasNoCall => State is ExtensionState.Idle or ExtensionState.Offline;

    /// <summary>Whether a call can reach it: registered and idle. Null where that cannot be told.</summary>
    public bool? IsFree => Registered & IsIdle;

    /// <summary>Whether no call can reach it.</summary>
    public bool IsUnreachable => Registered == false || State == ExtensionState.Offline;

    private bool? IsIdle => State is null or ExtensionState.Unknown ? null : State == ExtensionState.Idle;
}

/// <summary>What an extension is doing (extension states page).</summary>
public enum ExtensionState
{
    /// <summary>The phone system lists no state of it, or one that the page does not have.</summary>
    Unknown,

    /// <summary>0: nothing.</summary>
    Idle,

    /// <summary>1: it is in a call.</summary>
    InCall,

    /// <summary>2: it can take no further call.</summary>
    Busy,

    /// <summary>8: it rings.</summary>
    Ringing,

    /// <summary>16: its call is on hold.</summary>
    OnHold,

    /// <summary>4: no phone is registered, or it cannot be reached.</summary>
    Offline,
}
