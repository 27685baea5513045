using System;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>Keeps secrets off unencrypted connections to other machines.</summary>
internal static class Encryption
{
    /// <summary>Checks an address that a secret is to be sent to.</summary>
    /// <exception cref="CallCenterException">It is plain http to another machine, and the user did not allow that.</exception>
    public static void Require(Uri server, string secret, ConnectionOptions options)
    {
        if (server.Scheme == Uri.UriSchemeHttp && !server.IsLoopback && !options.AllowUnencryptedAuthentication)
        {
            throw Failure.Session(ErrorKind.UnencryptedRefused, server.GetLeftPart(UriPartial.Authority), secret);
        }
    }
}
