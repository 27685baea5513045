namespace CallCenter.Core.Http;

/// <summary>How a check ended.</summary>
public enum CheckResult
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>It works, and something about it deserves a look.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It was not checked; the message says why.</summary>
    Skipped,
}
