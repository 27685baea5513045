using System;

namespace CallCenter.Core.Http;

/// <summary>The certificate that a server showed.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="NotAfter">When it expires, in local time.</param>
/// <param name="Thumbprint">Its SHA-1 thumbprint in upper-case hexadecimal, or the SHA-256 one where such a one was pinned.</param>
/// <param name="Trust">What was made of it.</param>
internal sealed record SeenCertificate(string Subject, DateTime NotAfter, string Thumbprint, CertificateTrust Trust);
