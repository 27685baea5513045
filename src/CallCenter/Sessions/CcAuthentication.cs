namespace CallCenter;

/// <summary>How a session shows the tenant who it is.</summary>
public enum CcAuthentication
{
    /// <summary>The session has no tenant.</summary>
    None,

    /// <summary>With a token that the user brought, and that cannot be renewed.</summary>
    Token,

    /// <summary>With an appId and appSecret, which get new tokens when one has expired.</summary>
    Credential,
}
