using System;
using System.Collections.Generic;

namespace CallCenter.Simulator;

/// <summary>How the simulated vendors are set up; not to be changed after the simulator has started.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The port of the tenant on 127.0.0.1; 0 for any free one.</summary>
    public int TenantPort { get; set; }

    /// <summary>The port of the phone system on 127.0.0.1; 0 for any free one.</summary>
    public int QueuePort { get; set; }

    /// <summary>The application id that tokens are given to (WellCloud's page on tokens).</summary>
    public string AppId { get; set; } = "demo-app";

    /// <summary>The secret that goes with <see cref="AppId"/>; 32 random hexadecimal digits by default.</summary>
    public string AppSecret { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>How long a token is valid; the vendor's 24 hours by default.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether a new token ends those before it. By default it leaves them as they are.</summary>
    public bool IsNewestTokenOnly { get; set; }

    /// <summary>The phone system's WEBKEY (CooCenter's page on authentication); null, as the vendor ships it, for no authentication.</summary>
    public string? QueueKey { get; set; }

    /// <summary>How far the phone system's local time is ahead of UTC, which decides when its day begins;
    /// by default as far as this machine's is now.</summary>
    public TimeSpan ApplianceClockOffset { get; set; } = DateTimeOffset.Now.Offset;

    /// <summary>How long every answer waits, after its request has taken effect; zero by default.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How long a request that changes something waits before it takes effect, also when its client has gone; zero by default.</summary>
    public TimeSpan EffectDelay { get; set; }

    /// <summary>The queues of the phone system.</summary>
    public IReadOnlyList<string> Queues { get; set; } = ["630", "631", "632", "0800"];

    /// <summary>The extensions that exist; null for every one of 2 to 8 digits.</summary>
    public IReadOnlyList<string>? Extensions { get; set; }

    /// <summary>Whether the phone system speaks https, with a self-signed certificate made at the start.</summary>
    public bool UseTls { get; set; }

    /// <summary>The id of the tenant; by default that of the vendor's example.</summary>
    public string TenantId { get; set; } = "960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4";

    /// <summary>The domain of the tenant; by default that of the vendor's example.</summary>
    public string Namespace { get; set; } = "n01.cc";

    /// <summary>Whether a token may list the agents, as the vendor's web console does. Nobody documents that a token may.</summary>
    public bool AllowAgentList { get; set; }

    /// <summary>Whether every request is kept, secrets and all, in <see cref="VendorSimulator.Requests"/>. Memory then grows with each.</summary>
    public bool RecordRequests { get; set; }

    /// <summary>The clock: token lifetimes, update times, the end of calls, the phone system's day and the Date headers.</summary>
    public Func<DateTimeOffset> UtcNow { get; set; } = static () => DateTimeOffset.UtcNow;
}
