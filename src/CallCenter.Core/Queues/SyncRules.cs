namespace CallCenter.Core.Queues;

/// <summary>What may be changed, and how.</summary>
public sealed record SyncRules
{
    /// <summary>The phone system that is changed.</summary>
    public string? Appliance { get; init; }

    /// <summary>Whether members are signed out at the end of their calls, so that it does not matter whether they have one.</summary>
    public bool WhenIdle { get; init; }

    /// <summary>Whether members with a penalty may be signed out.</summary>
    public bool Force { get; init; }
}
