using System.Collections.Generic;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter;

/// <summary>An extension as the phone system has it now. What is null the phone system does not say.</summary>
public sealed class CcExtension
{
    private readonly ExtensionStatus _status;

    internal CcExtension(ExtensionStatus status, string[]? queues)
    {
        _status = status;
        Queue = queues is null ? null : new TextList(queues);
    }

    /// <summary>The extension's number, leading zeros included.</summary>
    public string Extension => _status.Extension;

    /// <summary>The name of who sits there.</summary>
    public string? AgentName => _status.AgentName;

    /// <summary>What it is doing.</summary>
    public ExtensionState? State => _status.State;

    /// <summary>Whether a phone is registered.</summary>
    public bool? Registered => _status.Registered;

    /// <summary>The address of the phone.</summary>
    public string? Address => _status.Address;

    /// <summary>The queues that it is signed in to.</summary>
    public IReadOnlyList<string>? Queue { get; }
}
