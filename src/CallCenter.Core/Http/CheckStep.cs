namespace CallCenter.Core.Http;

/// <summary>What is checked of a server, in the order in which a request gets there.</summary>
public enum CheckStep
{
    /// <summary>Its name resolves, something listens there, and it answers in time.</summary>
    Connection,

    /// <summary>Its certificate is accepted.</summary>
    Encryption,

    /// <summary>It is the vendor's.</summary>
    Service,

    /// <summary>It accepts the token or the key of the day.</summary>
    SignIn,

    /// <summary>Its clock agrees with the one of this machine.</summary>
    Clock,
}
