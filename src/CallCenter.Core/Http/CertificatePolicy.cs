using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>Decides which server certificates a connection accepts, and remembers the last one and the reason for the last refusal.</summary>
internal sealed class CertificatePolicy
{
    private const int Sha1Length = 40;

    private readonly string _host;
    private readonly bool _skip;
    private readonly string? _pin;

    public CertificatePolicy(Uri server, ConnectionOptions options)
    {
        _host = server.Authority;
        _skip = options.SkipCertificateCheck;
        _pin = options.CertificateThumbprint is { } pin ? Thumbprint.Normalize(pin) : null;
    }

    /// <summary>Why the last refused certificate was refused, in words; null when none was.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>What to do about that refusal.</summary>
    public string AdviceOnRefusal => _pin is null ? Messages.FormatTlsCertificateAdvice(Last!.Thumbprint) : Messages.FormatTlsWrongPinAdvice(Last!.Thumbprint);

    /// <summary>The certificate of the newest connection; null when there was none yet.</summary>
    public SeenCertificate? Last { get; private set; }

    public bool Accept(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        var thumbprint = Sha256Of(certificate);
        var (subject, notAfter) = (Plain.Of(certificate.Subject), ExpiryOf(certificate));
        var trust = TrustIn(_pin is { Length: Sha1Length } ? certificate.GetCertHashString() : thumbprint, errors);
        if (trust == CertificateTrust.Refused)
        {
            LastRefusal = _pin is null
                ? Messages.FormatTlsCertificate(_host, subject, thumbprint, Faults(certificate, errors, notAfter))
                : Messages.FormatTlsWrongPin(_host, subject, thumbprint);
        }

        Last = new SeenCertificate(subject, notAfter, thumbprint, trust);
        return trust != CertificateTrust.Refused;
    }

    private CertificateTrust TrustIn(string thumbprint, SslPolicyErrors errors)
    {
        if (_pin is not null)
        {
            return thumbprint == _pin ? CertificateTrust.Pinned : CertificateTrust.Refused;
        }

        if (errors == SslPolicyErrors.None)
        {
            return CertificateTrust.Trusted;
        }

        return _skip ? CertificateTrust.Unchecked : CertificateTrust.Refused;
    }

    /// <summary>What is wrong with a certificate, in words.</summary>
    private static string Faults(X509Certificate certificate, SslPolicyErrors errors, DateTime notAfter)
    {
        var faults = new List<string>();
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            faults.Add(certificate.Subject == certificate.Issuer ? Messages.TlsSelfSigned : Messages.FormatTlsUnknownIssuer(Plain.Of(certificate.Issuer)));
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            faults.Add(Messages.TlsOtherName);
        }

        var until = notAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        faults.Add(notAfter < DateTime.Now ? Messages.FormatTlsExpired(until) : Messages.FormatTlsValidUntil(until));
        return Messages.JoinStatements(faults);
    }

    private static DateTime ExpiryOf(X509Certificate certificate)
    {
        if (certificate is X509Certificate2 whole)
        {
            return whole.NotAfter;
        }

        using var copy = new X509Certificate2(certificate);
        return copy.NotAfter;
    }

    private static string Sha256Of(X509Certificate certificate) =>
        BitConverter.ToString(Sha256.Of(certificate.GetRawCertData())).Replace("-", string.Empty);
}

/// <summary>The certificate that a server showed.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="NotAfter">When it expires, in local time.</param>
/// <param name="Thumbprint">Its SHA-256 thumbprint in upper-case hexadecimal, whichever was pinned.</param>
/// <param name="Trust">Whether it was accepted.</param>
internal sealed record SeenCertificate(string Subject, DateTime NotAfter, string Thumbprint, CertificateTrust Trust);

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

/// <summary>The thumbprint of a certificate, as people write it.</summary>
public static class Thumbprint
{
    /// <summary>The thumbprint as upper-case hexadecimal digits, without the spaces, colons and direction marks that pasting brings along.</summary>
    public static string Normalize(string thumbprint) =>
        new([.. thumbprint.Where(character => !char.IsWhiteSpace(character) && character is not (':' or '-' or '\u200e')).Select(char.ToUpperInvariant)]);

    /// <summary>Whether it is a SHA-1 (40 digits) or SHA-256 thumbprint (64 digits).</summary>
    public static bool IsValid(string thumbprint)
    {
        var digits = Normalize(thumbprint);
        return digits.Length is 40 or 64 && digits.All(character => character is (>= '0' and <= '9') or (>= 'A' and <= 'F'));
    }
}
