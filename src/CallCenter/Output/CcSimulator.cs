using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using CallCenter.Simulator.CooCenter;
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

    /// <summary>The SHA-256 thumbprint of the phone system's certificate; null without -UseTls.</summary>
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
        [.. _simulator.Members.Select(member => new CcQueueMembership(member.Queue, member.Extension, member.Paused ? CcQueueState.Paused : CcQueueState.SignedIn, null))];

    /// <summary>How many requests have come in so far.</summary>
    public long RequestCount => _simulator.RequestCount;

    /// <summary>How many requests were in progress at once, at most.</summary>
    public int MaxConcurrentRequests => _simulator.MaxConcurrentRequests;

    /// <summary>Whether an agent's password is the one given; for rehearsals that want to be sure.</summary>
    /// <param name="code">The agent's code.</param>
    /// <param name="credential">The password, as commands hand it out.</param>
    public bool VerifyPassword(string code, PSCredential credential) =>
        _simulator.VerifyPassword(code, credential.GetNetworkCredential().Password);

    /// <summary>Sets what an extension is doing, until it is set again.</summary>
    /// <param name="extension">The extension's number.</param>
    /// <param name="state">What it is doing.</param>
    public void SetExtension(string extension, SimulatedState state) => _simulator.SetExtension(extension, state);

    /// <summary>Sets what an extension is doing for a while: then it is idle again, as when a call has ended.</summary>
    /// <param name="extension">The extension's number.</param>
    /// <param name="state">What it is doing.</param>
    /// <param name="duration">For how long.</param>
    public void SetExtension(string extension, SimulatedState state, TimeSpan duration) => _simulator.SetExtension(extension, state, duration);

    /// <summary>Sets the name of who sits at an extension.</summary>
    /// <param name="extension">The extension's number.</param>
    /// <param name="agentName">The name.</param>
    public void NameExtension(string extension, string agentName) => _simulator.NameExtension(extension, agentName);

    /// <summary>Signs an extension in to a queue with a penalty, as only the appliance's own console can.</summary>
    /// <param name="queue">The queue's number.</param>
    /// <param name="extension">The extension's number.</param>
    /// <param name="penalty">The penalty.</param>
    public void SetMember(string queue, string extension, int penalty) => _simulator.SetMember(new(queue, extension, Penalty: penalty));

    /// <summary>Refuses every token issued so far, as the tenant does with one that has expired.</summary>
    public void ExpireTokens() => _simulator.ExpireTokens();

    internal void Stop() => _simulator.Dispose();
}
