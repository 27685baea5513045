namespace CallCenter.Core.Vendors;

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
