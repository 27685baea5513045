using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CallCenter.Core.Text;

/// <summary>
/// Text that only the owners of certificates can read: Cryptographic Message Syntax (RFC 5652) in the form that Unprotect-CmsMessage
/// reads. It is encrypted in this process, since what goes through a pipeline can be logged.
/// </summary>
public static class CmsMessage
{
    /// <summary>The line that begins a message.</summary>
    public const string Begin = "-----BEGIN CMS-----";
    /// <summary>The line that ends it.</summary>
    public const string End = "-----END CMS-----";

    private const string Aes256 = "2.16.840.1.101.3.4.1.42";
    private const string DocumentEncryption = "1.3.6.1.4.1.311.80.1";

    /// <summary>Whether a certificate says that documents may be encrypted to it, as Protect-CmsMessage demands.</summary>
    public static bool IsForDocuments(X509Certificate2 certificate)
    {
        var purposes = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(one => one.EnhancedKeyUsages.Cast<Oid>());
        var usages = certificate.Extensions.OfType<X509KeyUsageExtension>().Select(one => one.KeyUsages);
        return purposes.Any(purpose => purpose.Value == DocumentEncryption)
            && usages.Any(usage => (usage & (X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment)) != 0);
    }

    /// <summary>The text as a message, with a line break behind it.</summary>
    /// <exception cref="CryptographicException">A certificate is none to encrypt to.</exception>
    public static string Encrypt(string text, IEnumerable<X509Certificate2> recipients)
    {
        var message = new EnvelopedCms(new ContentInfo(Encoding.UTF8.GetBytes(text)), new AlgorithmIdentifier(new Oid(Aes256)));
        var all = new CmsRecipientCollection();
        foreach (var certificate in recipients)
        {
            all.Add(new CmsRecipient(certificate));
        }

        message.Encrypt(all);
        return string.Join(Environment.NewLine, Begin, Convert.ToBase64String(message.Encode(), Base64FormattingOptions.InsertLineBreaks), End, string.Empty);
    }
}
