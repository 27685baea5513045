namespace CallCenter.Core.Queues;

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
