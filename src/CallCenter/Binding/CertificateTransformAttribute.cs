using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>
/// Finds the certificates to encrypt to, as Protect-CmsMessage does: given itself, as PEM text, as a file, or in the user's or the
/// machine's store by thumbprint or subject. A thumbprint or the beginning of a subject is never taken for a file of that
/// name, since others may be able to put one into the current folder.
/// </summary>
internal sealed class CertificateTransformAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex Thumbprint = new("^[0-9a-f]{40}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Subject = new("^\\s*[a-z][a-z0-9.]*\\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Pem = new("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = Values.Plain(inputData);
        var given = value is IEnumerable several and not string ? several.Cast<object?>() : [value];
        return given.Select(one => Find(Values.Plain(one), engineIntrinsics.SessionState)).ToArray();
    }

    private static X509Certificate2 Find(object? given, SessionState session)
    {
        var name = given as string ?? (given as FileInfo)?.FullName ?? string.Empty;
        var found = given is X509Certificate2 itself ? [itself] : Candidates(name, session).GroupBy(one => one.Thumbprint).Select(group => group.First()).ToList();
        var usable = found.Where(CmsMessage.IsForDocuments).ToList();
        if (usable.Count == 1)
        {
            return RequireUsable(usable[0]);
        }

        var label = Cell.Label(name);
        throw new ArgumentTransformationMetadataException(
            usable.Count > 1 ? Messages.FormatCertificateSeveral(label)
            : found.Count > 0 ? Messages.FormatCertificateNotForDocuments(found[0].Subject)
            : Messages.FormatCertificateNotFound(label));
    }

    private static IEnumerable<X509Certificate2> Candidates(string name, SessionState session)
    {
        if (Pem.Match(name) is { Success: true } pem)
        {
            return FromText(pem.Groups[1].Value);
        }

        if (Thumbprint.IsMatch(name))
        {
            return CertificatesInStores().Where(one => string.Equals(one.Thumbprint, name, StringComparison.OrdinalIgnoreCase));
        }

        var fromFile = Subject.IsMatch(name) || name.Length == 0 ? [] : FromFile(session.Path.GetUnresolvedProviderPathFromPSPath(name));
        var subject = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return fromFile.Length > 0 ? fromFile : CertificatesInStores().Where(one => subject.IsMatch(one.Subject));
    }

    private static X509Certificate2[] FromText(string base64)
    {
        try
        {
            return [new X509Certificate2(Convert.FromBase64String(base64))];
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return [];
        }
    }

    private static X509Certificate2[] FromFile(string path)
    {
        try
        {
            return File.Exists(path) ? [new X509Certificate2(path)] : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static IEnumerable<X509Certificate2> CertificatesInStores()
    {
        foreach (var location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            using var store = new X509Store(StoreName.My, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (CryptographicException)
            {
                // There is none of this name here.
                continue;
            }

            foreach (var certificate in store.Certificates)
            {
                yield return certificate;
            }
        }
    }

    /// <summary>The certificate, after a trial encryption, so that one that cannot be used is an error before a row is sent.</summary>
    private static X509Certificate2 RequireUsable(X509Certificate2 certificate)
    {
        try
        {
            CmsMessage.Encrypt("-", [certificate]);
            return certificate;
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentTransformationMetadataException(Messages.FormatCertificateUnusable(certificate.Subject, exception.Message), exception);
        }
    }
}
