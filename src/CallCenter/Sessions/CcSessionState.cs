namespace CallCenter;

/// <summary>Whether a session can be used.</summary>
public enum CcSessionState
{
    /// <summary>It can be used.</summary>
    Open,

    /// <summary>It was disconnected.</summary>
    Closed,
}
