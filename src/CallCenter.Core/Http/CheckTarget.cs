namespace CallCenter.Core.Http;

/// <summary>The server that is checked.</summary>
public enum CheckTarget
{
    /// <summary>The tenant's API.</summary>
    Tenant,

    /// <summary>Where tokens come from.</summary>
    TokenServer,

    /// <summary>The phone system.</summary>
    PhoneSystem,
}
