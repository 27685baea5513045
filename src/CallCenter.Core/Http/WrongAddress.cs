using System;
using System.Text.RegularExpressions;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>What an answer says about an address that is not the API's, and which address to use instead.</summary>
/// <param name="Detail">What the server answered, in words.</param>
/// <param name="Advice">What to do.</param>
internal sealed record WrongAddress(string Detail, string Advice)
{
    // As nginx, Apache, Go, Tomcat and Jetty word it.
    private static readonly Regex WantsHttps = new(
        @"HTTPS\s+(?:port|server)|SSL-enabled|requires\s+TLS|plain\s+HTTP",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Recognizes a redirect, or the answer of a port that requires https; null for any other answer.</summary>
    /// <param name="server">The address that was given.</param>
    /// <param name="parameter">The parameter that it was given by.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer.</param>
    public static WrongAddress? Find(Uri server, string parameter, ApiRequest request, ApiAnswer answer)
    {
        if (answer.Status is >= 300 and < 400 && answer.Location is { } location)
        {
            var shown = location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
            var detail = Messages.FormatWrongAddressRedirect(answer.Status, shown);
            return shown.EndsWith(request.Path, StringComparison.Ordinal)
                ? new WrongAddress(detail, Messages.FormatWrongAddressUse(parameter, shown.Substring(0, shown.Length - request.Path.Length)))
                : new WrongAddress(detail, Messages.FormatWrongAddressElsewhere(parameter));
        }

        return answer.Status == 400 && server.Scheme == Uri.UriSchemeHttp && WantsHttps.IsMatch(answer.Text)
            ? new WrongAddress(Messages.FormatWrongAddressWantsHttps(answer.Status), Messages.FormatWrongAddressUse(parameter, WithScheme(server, Uri.UriSchemeHttps)))
            : null;
    }

    /// <summary>The same address with another scheme, the port included.</summary>
    public static string WithScheme(Uri server, string scheme) => scheme + "://" + server.Host + ":" + server.Port.ToString(null, null) + server.AbsolutePath.TrimEnd('/');
}
