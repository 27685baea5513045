using System;

namespace CallCenter.Simulator.Http;

/// <summary>
/// Tells programs of this machine from web pages that a browser of this machine shows: those send where they come from, or a
/// name that their owner let mean 127.0.0.1.
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
