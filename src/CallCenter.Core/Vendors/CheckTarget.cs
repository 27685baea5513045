namespace CallCenter.Core.Vendors;

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
