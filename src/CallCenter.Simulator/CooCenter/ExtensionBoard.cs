using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace CallCenter.Simulator.CooCenter;

/// <summary>The extensions: who sits there, and what they are doing. Calls end by themselves where that was set.</summary>
/// <param name="numbers">The extensions that exist; null for every one of 2 to 8 digits, of which those are listed that were used.</param>
/// <param name="utcNow">The clock that ends calls.</param>
internal sealed class ExtensionBoard(IReadOnlyList<string>? numbers, Func<DateTimeOffset> utcNow)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, (SimulatedExtension Extension, DateTimeOffset? Until)> _extensions =
        (numbers ?? []).Distinct().ToDictionary(number => number, number => (New(number), (DateTimeOffset?)null), StringComparer.Ordinal);

    public bool Exists(string number)
    {
        lock (_lock)
        {
            return _extensions.ContainsKey(number) || (numbers is null && number.Length is >= 2 and <= 8 && number.All(digit => digit is >= '0' and <= '9'));
        }
    }

    /// <summary>Lists an extension from now on.</summary>
    public void Use(string number) => Change(number, extension => extension, keepsTime: true);

    public void Name(string number, string agentName) => Change(number, extension => extension with { AgentName = agentName }, keepsTime: true);

    /// <summary>Sets what an extension is doing; after the time given it is idle again.</summary>
    public void Set(string number, SimulatedState state, TimeSpan? duration) =>
        Change(number, extension => extension with { State = state }, keepsTime: false, duration);

    public IReadOnlyList<SimulatedExtension> Snapshot()
    {
        lock (_lock)
        {
            return [.. _extensions.Values.Select(one => Now(one.Extension, one.Until))];
        }
    }

    private static SimulatedExtension New(string number) => new(number, string.Empty, SimulatedState.Idle);

    private SimulatedExtension Now(SimulatedExtension extension, DateTimeOffset? until) =>
        until <= utcNow() ? extension with { State = SimulatedState.Idle } : extension;

    private void Change(string number, Func<SimulatedExtension, SimulatedExtension> change, bool keepsTime, TimeSpan? duration = null)
    {
        if (!Exists(number))
        {
            throw new ArgumentException("There is no such extension: " + number, nameof(number));
        }

        lock (_lock)
        {
            var (extension, until) = _extensions.TryGetValue(number, out var known) ? known : (New(number), null);
            _extensions[number] = (change(extension), keepsTime ? until : utcNow() + duration);
        }
    }
}

/// <summary>An extension of the simulated phone system, as it was at one moment.</summary>
/// <param name="Extension">The number.</param>
/// <param name="AgentName">The name of the agent there; empty where none was set.</param>
/// <param name="State">What it is doing. A phone is registered in every state but <see cref="SimulatedState.Offline"/>.</param>
public sealed record SimulatedExtension(string Extension, string AgentName, SimulatedState State);

/// <summary>What a simulated extension is doing, with the numbers of the vendor's page on extension states.</summary>
[SuppressMessage("Design", "CA1027:Mark enums with FlagsAttribute", Justification = "An extension has one state.")]
public enum SimulatedState
{
    /// <summary>Nothing.</summary>
    Idle = 0,

    /// <summary>It is in a call.</summary>
    InCall = 1,

    /// <summary>It can take no further call.</summary>
    Busy = 2,

    /// <summary>No phone is registered.</summary>
    Offline = 4,

    /// <summary>It rings.</summary>
    Ringing = 8,

    /// <summary>Its call is on hold.</summary>
    OnHold = 16,
}
