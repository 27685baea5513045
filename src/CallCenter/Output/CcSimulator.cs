using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using CallCenter.Simulator.WellCloud;

namespace CallCenter;

/// <summary>A running stand-in for both vendors on this machine. Its addresses and credential bind to <c>Connect-CcTenant</c>.</summary>
public sealed class CcSimulator
{
    private readonly VendorSimulator _simulator;

    internal CcSimulator(VendorSimulator simulator, string tenantId, string tenantDomain)
    {
        _simulator = simulator;
        TenantId = tenantId;
        Namespace = tenantDomain;
        Credential = new PSCredential(simulator.AppId, new Secret(simulator.AppSecret).ToSecureString());
    }

    /// <summary>The base address of the tenant's API.</summary>
    public Uri Uri => _simulator.TenantUri;

    /// <summary>The base address of the phone system.</summary>
    public Uri QueueUri => _simulator.QueueUri;

    /// <summary>Where tokens come from.</summary>
    public Uri TokenUri => _simulator.TokenUri;

    /// <summary>An appId and appSecret that the simulated tenant accepts.</summary>
    public PSCredential Credential { get; }

    /// <summary>The SHA-1 thumbprint of the phone system's certificate; null without -UseTls.</summary>
    public string? CertificateThumbprint => _simulator.CertificateThumbprint;

    /// <summary>The id of the simulated tenant.</summary>
    public string TenantId { get; }

    /// <summary>The domain of the simulated tenant.</summary>
    public string Namespace { get; }

    /// <summary>Whether it is running.</summary>
    public bool IsRunning => _simulator.IsRunning;

    /// <summary>The agents that exist now, oldest first.</summary>
    public IReadOnlyList<SimulatedAgent> Agent => _simulator.Agents;

    /// <summary>The extensions that are signed in to queues now.</summary>
    public CcQueueMembership[] QueueMember =>
    [
        .. from queue in _simulator.Queues
           from extension in queue.Value
           select new CcQueueMembership(queue.Key, extension, CcQueueState.SignedIn, null),
    ];

    /// <summary>How many requests have come in so far.</summary>
    public long RequestCount => _simulator.RequestCount;

    /// <summary>How many requests were in progress at once, at most.</summary>
    public int MaxConcurrentRequests => _simulator.MaxConcurrentRequests;

    /// <summary>Whether an agent's password is the one given; for rehearsals that want to be sure.</summary>
    /// <param name="code">The agent's code.</param>
    /// <param name="credential">The password, as commands hand it out.</param>
    public bool VerifyPassword(string code, PSCredential credential) =>
        _simulator.VerifyPassword(code, credential.GetNetworkCredential().Password);

    /// <summary>Refuses every token issued so far, as the tenant does with one that has expired.</summary>
    public void ExpireTokens() => _simulator.ExpireTokens();

    internal void Stop() => _simulator.Dispose();
}
