namespace CallCenter.Core.Http;

/// <summary>Why a server's certificate was accepted, or that it was not.</summary>
internal enum CertificateTrust
{
    /// <summary>This machine trusts who issued it.</summary>
    Trusted,

    /// <summary>It is the one that the user named.</summary>
    Pinned,

    /// <summary>This machine does not trust it, and the user wants any certificate accepted.</summary>
    Unchecked,

    /// <summary>It was not accepted.</summary>
    Refused,
}
