using System;

namespace CallCenter.Simulator.Http;

/// <summary>
/// Distinguishes programs on this machine from web pages in a browser on this machine: a page's request names its origin, or a
/// host name that the page's owner has pointed at 127.0.0.1.
/// </summary>
internal static class LocalCaller
{
    /// <summary>Whether a request was sent by a page of another site, or to another name.</summary>
    public static bool IsForeign(HttpHeaders headers)
    {
        var host = headers["Host"]!;
        return !IsThisMachine(host) || (headers["Origin"] is { } origin && !IsOf(origin, host));
    }

    private static bool IsThisMachine(string host) =>
        Uri.TryCreate("http://" + host, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.PathAndQuery == "/" && address.IsLoopback;

    private static bool IsOf(string origin, string host) =>
        origin.Equals("http://" + host, StringComparison.OrdinalIgnoreCase) || origin.Equals("https://" + host, StringComparison.OrdinalIgnoreCase);
}
