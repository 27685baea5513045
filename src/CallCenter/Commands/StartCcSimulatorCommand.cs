using System;
using System.Management.Automation;
using System.Net.Sockets;
using System.Security;
using CallCenter.Binding;
using CallCenter.Core.Text;
using CallCenter.Simulator;

namespace CallCenter.Commands;

/// <summary>Starts a simulator of both vendors on this machine, to rehearse with.</summary>
[Cmdlet(VerbsLifecycle.Start, "CcSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(CcSimulator))]
public sealed class StartCcSimulatorCommand : CcCommand
{
    /// <summary>The tenant's port; 0 for any that is free.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The phone system's port; 0 for any that is free.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int QueuePort { get; set; }

    /// <summary>The appId and appSecret to accept; random ones when it is not given.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The phone system's WEBKEY; without one it asks for no authentication, as the vendor ships it.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? QueueKey { get; set; }

    /// <summary>The queues that exist. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [TextListTransform]
    public string[]? Queue { get; set; }

    /// <summary>The extensions that exist; any of 2 to 8 digits when it is not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [TextListTransform]
    public string[]? Extension { get; set; }

    /// <summary>How long a token lives.</summary>
    [Parameter]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many milliseconds each answer takes.</summary>
    [Parameter]
    [ValidateRange(0, 60000)]
    public int LatencyMilliseconds { get; set; }

    /// <summary>How many milliseconds a request that changes something waits before it takes effect, also when its client has gone.</summary>
    [Parameter]
    [ValidateRange(0, 60000)]
    public int EffectDelayMilliseconds { get; set; }

    /// <summary>Let a token list the agents, as some tenants may: unknown outcomes are then settled by looking.</summary>
    [Parameter]
    public SwitchParameter AllowAgentList { get; set; }

    /// <summary>Let the phone system speak https, with a self-signed certificate as appliances do.</summary>
    [Parameter]
    public SwitchParameter UseTls { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldDo(Messages.WhatIfStartSimulator))
        {
            return;
        }

        try
        {
            WriteObject(Start());
        }
        catch (SocketException exception)
        {
            Throw(Failure.Session(ErrorKind.PortInUse, exception.Message));
        }
    }

    private CcSimulator Start()
    {
        var options = new SimulatorOptions
        {
            TenantPort = Port,
            QueuePort = QueuePort,
            QueueKey = QueueKey is null ? null : Secret.From(QueueKey).Reveal(),
            TokenLifetime = TokenLifetime,
            Latency = TimeSpan.FromMilliseconds(LatencyMilliseconds),
            EffectDelay = TimeSpan.FromMilliseconds(EffectDelayMilliseconds),
            UseTls = UseTls,
            AllowAgentList = AllowAgentList,
        };
        if (Credential is not null)
        {
            options.AppId = Credential.UserName;
            options.AppSecret = Credential.GetNetworkCredential().Password;
        }

        if (Queue is not null)
        {
            options.Queues = Queue;
        }

        if (Extension is not null)
        {
            options.Extensions = Extension;
        }

        var simulator = new CcSimulator(new VendorSimulator(options), options.TenantId, options.Namespace);
        Sessions.Add(simulator);
        return simulator;
    }
}
