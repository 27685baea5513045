using System;

namespace CallCenter.Core.Vendors;

/// <summary>What one check of one server found.</summary>
/// <param name="Target">Which server.</param>
/// <param name="Server">Its address, without secrets.</param>
/// <param name="Step">What was checked.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Message">What was found, in words.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
public sealed record CheckFinding(CheckTarget Target, Uri Server, CheckStep Step, CheckResult Result, string Message, string? Advice = null);

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

/// <summary>The steps of checking a server, in the order in which a request takes them.</summary>
public enum CheckStep
{
    /// <summary>Its name resolves, something listens there, and it answers in time.</summary>
    Connection,

    /// <summary>Its certificate is accepted.</summary>
    Encryption,

    /// <summary>The vendor's service answers.</summary>
    Service,

    /// <summary>It accepts the token or the key of the day.</summary>
    SignIn,

    /// <summary>Its clock agrees with the clock of this machine.</summary>
    Clock,
}

/// <summary>Which server is checked.</summary>
public enum CheckTarget
{
    /// <summary>The tenant's API.</summary>
    Tenant,

    /// <summary>The server that issues tokens.</summary>
    TokenServer,

    /// <summary>The phone system.</summary>
    PhoneSystem,
}
