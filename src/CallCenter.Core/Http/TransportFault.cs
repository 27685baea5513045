using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>Why there was no answer, from the exception that the platform threw.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Sent">Whether the request may have reached the server.</param>
/// <param name="Detail">Details for the message.</param>
internal sealed record TransportFault(ErrorKind Kind, bool Sent, string? Detail)
{
    /// <summary>Advice for this fault; null where the advice for its kind will do.</summary>
    public string? Advice { get; private init; }

    /// <summary>No connection was made in time.</summary>
    public static TransportFault Silent(Uri server, string seconds) =>
        new(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableSilent(server.Authority, seconds)) { Advice = PortAdvice(server) };

    /// <summary>The fault that an exception means.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="server">The server.</param>
    /// <param name="certificates">Which certificates were refused.</param>
    /// <param name="isSent">Whether the server may have the request.</param>
    /// <param name="seconds">How long connecting may take, in seconds.</param>
    public static TransportFault From(Exception exception, Uri server, CertificatePolicy certificates, bool isSent, string seconds)
    {
        // Encryption is negotiated and connections are made before the first byte of a request is sent.
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException || NeverEncrypted(inner))
            {
                return certificates.Last is { Trust: CertificateTrust.Refused }
                    ? new TransportFault(ErrorKind.TlsFailure, Sent: false, certificates.LastRefusal)
                    {
                        Advice = certificates.AdviceOnRefusal,
                    }
                    : new TransportFault(ErrorKind.TlsFailure, Sent: false, Innermost(inner).Message.TrimEnd('.'))
                    {
                        // Not even a certificate came.
                        Advice = certificates.Last is null ? Messages.FormatTlsPlainHttpAdvice(WrongAddress.WithScheme(server, Uri.UriSchemeHttp)) : null,
                    };
            }
        }

        return !isSent || NeverConnected(exception)
            ? NotConnected(exception, server, seconds)
            : new TransportFault(ErrorKind.ConnectionLost, Sent: true, Innermost(exception).Message.TrimEnd('.'));
    }

    // A server that closes the connection instead of negotiating.
    private static bool NeverEncrypted(Exception exception) =>
#if NET
        exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };
#else
        exception is WebException { Status: WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure };
#endif

    private static bool NeverConnected(Exception exception)
    {
#if NET
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError })
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

    private static TransportFault NotConnected(Exception exception, Uri server, string seconds)
    {
#if NET
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
        {
            return new TransportFault(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableProxy(server.Authority));
        }
#endif
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new TransportFault(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableName(server.Authority, server.Host))
                    {
                        Advice = Messages.FormatUnreachableNameAdvice(server.Host),
                    };
                case SocketException { SocketErrorCode: SocketError.TooManyOpenSockets }:
                    return new TransportFault(ErrorKind.Unreachable, Sent: false, Messages.FormatUnreachableNoSocket(server.Authority))
                    {
                        Advice = Messages.UnreachableNoSocketAdvice,
                    };
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return Silent(server, seconds);
                case SocketException { SocketErrorCode: var code }:
                    var reason = code == SocketError.ConnectionRefused
                        ? Messages.FormatUnreachableRefused(server.Authority)
                        : Messages.FormatUnreachableNoWay(server.Authority);
                    return new TransportFault(ErrorKind.Unreachable, Sent: false, reason) { Advice = PortAdvice(server) };
            }
        }

        return new TransportFault(ErrorKind.Unreachable, Sent: false, server.Authority);
    }

    private static string PortAdvice(Uri server)
    {
#if NET
        const string Attempt = "Test-Connection {0} -TcpPort {1}";
#else
        const string Attempt = "Test-NetConnection {0} -Port {1}";
#endif
        return Messages.FormatUnreachablePortAdvice(string.Format(CultureInfo.InvariantCulture, Attempt, server.Host, server.Port));
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
