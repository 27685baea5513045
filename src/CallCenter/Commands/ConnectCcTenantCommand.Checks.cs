using System;
using System.Text.RegularExpressions;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

public sealed partial class ConnectCcTenantCommand
{
    private static readonly Regex HostAndPort = new("^(?:[a-z]+://)?([a-z0-9.-]+(?::[0-9]{1,5})?)/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private void CheckParameters()
    {
        if (Uri is null && (Token is not null || Credential is not null || TokenUri is not null))
        {
            ThrowParameter(Messages.ConnectNoUri, Messages.ConnectNoUriAdvice);
        }

        if (QueueUri is null && (QueueKey is not null || Given(CertificateThumbprint) is not null))
        {
            ThrowParameter(Messages.ConnectNoQueueUri, Messages.ConnectNoQueueUriAdvice);
        }

        if (Uri is null && QueueUri is null)
        {
            ThrowParameter(Messages.ConnectNothingGiven, Messages.ConnectNothingGivenAdvice);
        }

        if (Token is not null && Credential is not null)
        {
            ThrowParameter(Messages.ConnectTwoCredentials, Messages.ConnectTwoCredentialsAdvice);
        }

        if (Uri is not null && Token is null && Credential is null)
        {
            ThrowParameter(Messages.ConnectNoCredential, Messages.ConnectNoCredentialAdvice);
        }

        if (Given(CertificateThumbprint) is { } pin && !Thumbprint.IsValid(pin))
        {
            ThrowParameter(Messages.ConnectBadThumbprint, Messages.ConnectBadThumbprintAdvice);
        }

        CheckProxy();
        CheckAddress(nameof(Uri), Uri);
        CheckAddress(nameof(QueueUri), QueueUri);
        CheckAddress(nameof(TokenUri), TokenUri);
        CheckPath(nameof(Uri), Uri, TenantClient.ApiRoot);
        CheckPath(nameof(QueueUri), QueueUri, QueueClient.Root);
    }

    /// <summary>As Invoke-RestMethod does it: a proxy's credentials need a proxy, and there is one of the two kinds.</summary>
    private void CheckProxy()
    {
        if (ProxyCredential is not null && ProxyUseDefaultCredentials)
        {
            ThrowParameter(Messages.ConnectTwoProxyCredentials, Messages.ConnectTwoProxyCredentialsAdvice);
        }

        if (Proxy is null && (ProxyCredential is not null || ProxyUseDefaultCredentials))
        {
            ThrowParameter(Messages.ConnectNoProxy, Messages.ConnectNoProxyAdvice);
        }

        if (Proxy is not null && Proxy.OriginalString.IndexOf('@') >= 0)
        {
            // As text it is in the history and in transcripts.
            ThrowParameter(Messages.ConnectProxyWithUser, Messages.ConnectProxyWithUserAdvice);
        }

        if (Proxy is not null && !ProxyRoute.IsProxyAddress(Proxy))
        {
            ThrowParameter(Messages.ConnectBadProxy, Messages.FormatConnectBadProxyAdvice(WithScheme(Proxy)));
        }
    }

    /// <summary>A proxy's address as it was probably meant, or an example of one.</summary>
    private static string WithScheme(Uri proxy) =>
        "http://" + (HostAndPort.Match(proxy.OriginalString) is { Success: true } match ? match.Groups[1].Value : "proxy.corp:3128");

    private void CheckPath(string parameter, Uri? address, string root)
    {
        if (address?.AbsolutePath.IndexOf(root, StringComparison.OrdinalIgnoreCase) is { } index and >= 0)
        {
            var right = address.GetLeftPart(UriPartial.Authority) + address.AbsolutePath.Substring(0, index);
            ThrowParameter(Messages.FormatConnectApiPath("-" + parameter, address.AbsolutePath.Substring(index)), Messages.FormatConnectApiPathAdvice("-" + parameter, right));
        }
    }

    private void CheckAddress(string parameter, Uri? address)
    {
        if (address is null)
        {
            return;
        }

        var usable = address.IsAbsoluteUri && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
        if (!usable)
        {
            // The address itself is not repeated: a query or a user name in it can be a secret.
            Throw(Failure.Session(
                ErrorKind.InvalidParameter,
                Messages.FormatConnectBadUri("-" + parameter),
                Messages.ConnectBadUriAdvice));
        }
    }
}
