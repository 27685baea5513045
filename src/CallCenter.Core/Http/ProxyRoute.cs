using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>The way to a server: straight, or through a proxy, which the user named or the system did.</summary>
internal sealed class ProxyRoute
{
#if NET
    private static readonly string[] Schemes = ["http", "socks4", "socks4a", "socks5"];
#else
    private static readonly string[] Schemes = ["http"];
#endif

    private readonly ICredentials? _credentials;
    private readonly Lazy<Uri?> _proxy;

    public ProxyRoute(Uri server, ConnectionOptions options)
    {
        Server = server;
        IsLocal = options.StaysOnThisMachine(server);
        Given = options.Proxy is null ? null : new GivenProxy(options.Proxy, options.ProxyCredentials);
        _credentials = IsLocal ? null : (Given ?? SystemProxy)?.Credentials;

        // A system that looks for its proxy in the network can take seconds to tell it.
        _proxy = new(() => options.Proxy ?? (IsLocal ? null : FindSystemProxy(server)));
    }

    public Uri Server { get; }

    /// <summary>Whether no proxy is asked, since the server is on this machine.</summary>
    public bool IsLocal { get; }

    /// <summary>What takes each request to the proxy that the user named; null for the system's.</summary>
    public IWebProxy? Given { get; }

    /// <summary>The proxy's address; null when there is none.</summary>
    public Uri? Proxy => _proxy.Value;

    /// <summary>The proxy in words, such as <c>the proxy 10.0.0.1:3128 on the way to 192.0.2.1:80</c>.</summary>
    public string ProxyName => Proxy is null ? Messages.FormatProxyUnnamed(Server.Authority) : Messages.FormatProxyNamed(Proxy.Authority, Server.Authority);

    /// <summary>Whether there is something to show a proxy that asks for credentials.</summary>
    public bool HasCredentials => _credentials is not null;

    /// <summary>What is to be masked: the proxy's password, and the user name with it, which go together as base64.</summary>
    public IReadOnlyList<Secret> Secrets
    {
        get
        {
            if (_credentials is null || Proxy is null || _credentials.GetCredential(Proxy, "Basic") is not { Password.Length: > 0 } credential)
            {
                return [];
            }

            var user = credential.Domain.Length == 0 ? credential.UserName : credential.Domain + "\\" + credential.UserName;
            return [new Secret(credential.Password), new Secret(user + ":" + credential.Password)];
        }
    }

    /// <summary>What the proxy refuses by the status 407, in words, and what to do about it.</summary>
    public (string Detail, string Advice) Refusal => HasCredentials
        ? (Messages.FormatProxyRefusesCredential(ProxyName), Messages.ProxyRefusesCredentialAdvice)
        : (Messages.FormatProxyWantsCredential(ProxyName), Messages.AdviceProxyRefused);

    private static IWebProxy? SystemProxy =>
#if NET
        System.Net.Http.HttpClient.DefaultProxy;
#else
        WebRequest.DefaultWebProxy;
#endif

    /// <summary>Whether an address can be that of a proxy: absolute, with a host, and of a scheme that the platform knows for proxies.</summary>
    public static bool IsProxyAddress(Uri proxy) => proxy.IsAbsoluteUri && proxy.Host.Length > 0 && Schemes.Contains(proxy.Scheme);

    private static Uri? FindSystemProxy(Uri server) => SystemProxy?.GetProxy(server) is { } proxy && proxy != server ? proxy : null;

    /// <summary>A proxy for every address. The one of .NET Framework leaves out loopback.</summary>
    private sealed class GivenProxy(Uri address, ICredentials? credentials) : IWebProxy
    {
        public ICredentials? Credentials { get; set; } = credentials;

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}
