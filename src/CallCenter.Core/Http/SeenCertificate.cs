using System;

namespace CallCenter.Core.Http;

/// <summary>The certificate that a server showed.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="NotAfter">When it expires, in local time.</param>
/// <param name="Thumbprint">Its SHA-1 thumbprint in upper-case hexadecimal, or its SHA-256 thumbprint where one of those was pinned.</param>
/// <param name="Trust">Whether it was accepted.</param>
internal sealed record SeenCertificate(string Subject, DateTime NotAfter, string Thumbprint, CertificateTrust Trust);
