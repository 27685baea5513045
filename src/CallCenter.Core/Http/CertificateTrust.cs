namespace CallCenter.Core.Http;

/// <summary>Whether a server's certificate was accepted, and why.</summary>
internal enum CertificateTrust
{
    /// <summary>This machine trusts its issuer.</summary>
    Trusted,

    /// <summary>Its thumbprint is the one that the user gave.</summary>
    Pinned,

    /// <summary>This machine does not trust it, and the user wants any certificate accepted.</summary>
    Unchecked,

    /// <summary>It was not accepted.</summary>
    Refused,
}
