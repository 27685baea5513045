using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using CallCenter.Core.Text;
#if NET
using System.Text.RegularExpressions;
#endif

namespace CallCenter.Core.Http;

/// <summary>Why there was no answer, from the exception that the platform threw.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Sent">Whether the request may have reached the server.</param>
/// <param name="Detail">Details for the message.</param>
internal sealed record TransportFault(ErrorKind Kind, bool Sent, string? Detail)
{
#if NET
    private static readonly Regex StatusInWords = new("'([1-5][0-9]{2})'\\.?$", RegexOptions.CultureInvariant);
#endif

    /// <summary>Advice for this fault; null where the advice for its kind will do.</summary>
    public string? Advice { get; private init; }

    /// <summary>No connection was made in time.</summary>
    public static TransportFault ConnectTimedOut(ProxyRoute route, string seconds) =>
        new(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableSilent(NextHopOf(route), seconds)) { Advice = PortAdvice(route) };

    /// <summary>The proxy wants credentials, or others.</summary>
    public static TransportFault RefusedByProxy(ProxyRoute route) => new(ErrorKind.ProxyRefused, Sent: false, route.Refusal.Detail) { Advice = route.Refusal.Advice };

    /// <summary>The fault that an exception means.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="route">The way to the server.</param>
    /// <param name="certificates">Which certificates were refused.</param>
    /// <param name="isSent">Whether the server may have the request.</param>
    /// <param name="seconds">How long connecting may take, in seconds.</param>
    public static TransportFault From(Exception exception, ProxyRoute route, CertificatePolicy certificates, bool isSent, string seconds)
    {
        // Encryption is negotiated and connections are made before the first byte of a request is sent.
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException || IsTlsFailure(inner))
            {
                return certificates.Last is { Trust: CertificateTrust.Refused }
                    ? new TransportFault(ErrorKind.TlsFailure, Sent: false, certificates.LastRefusal)
                    {
                        Advice = certificates.AdviceOnRefusal,
                    }
                    : new TransportFault(ErrorKind.TlsFailure, Sent: false, Innermost(inner).Message.TrimEnd('.'))
                    {
                        // Not even a certificate came.
                        Advice = certificates.Last is null ? Messages.FormatTlsPlainHttpAdvice(WrongAddress.WithScheme(route.Server, Uri.UriSchemeHttp)) : null,
                    };
            }
        }

        if (FromTunnelFailure(exception, route) is { } refusal)
        {
            return refusal;
        }

        return !isSent || IsConnectFailure(exception)
            ? NotConnected(exception, route, seconds)
            : new TransportFault(ErrorKind.ConnectionLost, Sent: true, Innermost(exception).Message.TrimEnd('.'));
    }

    // A server that closes the connection instead of negotiating.
    private static bool IsTlsFailure(Exception exception) =>
#if NET
        exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };
#else
        exception is WebException { Status: WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure };
#endif

    private static bool IsConnectFailure(Exception exception)
    {
#if NET
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError })
        {
            return true;
        }
#endif
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                case SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
                        or SocketError.NetworkUnreachable or SocketError.TryAgain or SocketError.NoData,
                }:
                    return true;
            }
        }

        return false;
    }

    /// <summary>What a proxy says that makes no connection to the server; null where it is nothing of a proxy's.</summary>
    private static TransportFault? FromTunnelFailure(Exception exception, ProxyRoute route)
    {
        if (TunnelStatus(exception) is not { } status)
        {
            return null;
        }

        if (status == (int)HttpStatusCode.ProxyAuthenticationRequired)
        {
            return RefusedByProxy(route);
        }

        var server = route.Server.Authority;
        var reason = status > 0 ? status.ToString(CultureInfo.InvariantCulture) : Innermost(exception).Message.TrimEnd('.');
        return new TransportFault(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableByProxy(server, route.Proxy?.Authority, reason))
        {
            Advice = status is >= 400 and < 500 ? Messages.FormatUnreachableProxyForbidsAdvice(server) : Messages.FormatUnreachableProxyFailsAdvice(server),
        };
    }

    /// <summary>The status that a proxy answered instead of connecting; 0 where it is not known, null where it was no proxy.</summary>
    private static int? TunnelStatus(Exception exception)
    {
#if NET
        if (exception is not HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } tunnel)
        {
            return null;
        }

        // The platform says it only in words.
        return (int?)tunnel.StatusCode ?? (StatusInWords.Match(tunnel.Message) is { Success: true } words ? int.Parse(words.Groups[1].Value, CultureInfo.InvariantCulture) : 0);
#else
        return exception is HttpRequestException { InnerException: WebException { Response: HttpWebResponse response } } ? (int)response.StatusCode : null;
#endif
    }

    private static TransportFault NotConnected(Exception exception, ProxyRoute route, string seconds)
    {
        var next = NextHopOf(route);
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new TransportFault(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableName(next, NextHostOf(route)))
                    {
                        Advice = route.Proxy is null ? Messages.FormatUnreachableNameAdvice(NextHostOf(route)) : ProxyAdvice(route, "nslookup " + NextHostOf(route)),
                    };
                case SocketException { SocketErrorCode: SocketError.TooManyOpenSockets }:
                    return new TransportFault(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableNoSocket(next))
                    {
                        Advice = Messages.UnreachableNoSocketAdvice,
                    };
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return ConnectTimedOut(route, seconds);
                case SocketException { SocketErrorCode: var code }:
                    var reason = code == SocketError.ConnectionRefused
                        ? Messages.FormatUnreachableRefused(next)
                        : Messages.FormatUnreachableNoWay(next);
                    return new TransportFault(ErrorKind.Unreachable, Sent: false, reason) { Advice = PortAdvice(route) };
            }
        }

        return new TransportFault(ErrorKind.Unreachable, Sent: false, next);
    }

    /// <summary>What this machine connects to, in words.</summary>
    private static string NextHopOf(ProxyRoute route) => route.Proxy is null ? route.Server.Authority : route.ProxyName;

    private static string NextHostOf(ProxyRoute route) => (route.Proxy ?? route.Server).Host;

    private static string ProxyAdvice(ProxyRoute route, string attempt) =>
        Messages.FormatUnreachableProxyAdvice(route.Given is null ? Messages.ProxyOfSystem : Messages.ProxyOfParameter, attempt, route.Server.Authority);

    private static string PortAdvice(ProxyRoute route)
    {
#if NET
        const string Attempt = "Test-Connection {0} -TcpPort {1}";
#else
        const string Attempt = "Test-NetConnection {0} -Port {1}";
#endif
        var attempt = string.Format(CultureInfo.InvariantCulture, Attempt, NextHostOf(route), (route.Proxy ?? route.Server).Port);
        return route.Proxy is null ? Messages.FormatUnreachablePortAdvice(attempt) : ProxyAdvice(route, attempt);
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner and (IOException or SocketException or HttpRequestException or WebException or AuthenticationException))
        {
            exception = inner;
        }

        return exception;
    }
}
