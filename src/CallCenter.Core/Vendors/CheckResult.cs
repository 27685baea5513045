namespace CallCenter.Core.Vendors;

/// <summary>How a check ended.</summary>
public enum CheckResult
{
    /// <summary>It works.</summary>
    Passed,

    /// <summary>It works, but something about it needs attention.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It was not checked; the message says why.</summary>
    Skipped,
}
