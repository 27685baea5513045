using System;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CallCenter.Core.Resources;

namespace CallCenter.Core.Http;

/// <summary>Decides which server certificates one connection accepts, and keeps in words why it last refused one.</summary>
internal sealed class CertificatePolicy
{
    private readonly string _host;
    private readonly bool _skip;
    private readonly string? _pin;

    public CertificatePolicy(Uri server, ConnectionOptions options)
    {
        _host = server.Authority;
        _skip = options.SkipCertificateCheck;
        _pin = options.CertificateThumbprint is { } pin ? Thumbprint.Normalize(pin) : null;
    }

    /// <summary>Why a certificate was refused last, in words; null when none was.</summary>
    public string? LastRefusal { get; private set; }

    public bool Accept(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        if (_pin is not null)
        {
            var thumbprint = ThumbprintOf(certificate, _pin.Length);
            if (thumbprint == _pin)
            {
                return true;
            }

            LastRefusal = Messages.Format("Tls_WrongPin", _host, certificate.Subject, thumbprint);
            return false;
        }

        if (_skip || errors == SslPolicyErrors.None)
        {
            return true;
        }

        LastRefusal = Messages.Format("Tls_Certificate", _host, certificate.Subject, ThumbprintOf(certificate, 40), errors);
        return false;
    }

    private static string ThumbprintOf(X509Certificate certificate, int length)
    {
        if (length == 40)
        {
            return certificate.GetCertHashString();
        }

        using var sha256 = SHA256.Create();
        return BitConverter.ToString(sha256.ComputeHash(certificate.GetRawCertData())).Replace("-", string.Empty);
    }
}
