using CallCenter.Core.Queues;

namespace CallCenter;

/// <summary>An extension that is signed in to a queue, as the phone system has it now. What is null the phone system does not say.</summary>
public sealed class CcQueueMember
{
    private readonly QueueMember _member;
    private readonly ExtensionStatus _extension;

    internal CcQueueMember(QueueMember member, ExtensionStatus extension)
    {
        _member = member;
        _extension = extension;
    }

    /// <summary>The queue's number, leading zeros included.</summary>
    public string Queue => _member.Queue;

    /// <summary>The extension's number, leading zeros included.</summary>
    public string Extension => _member.Extension;

    /// <summary>The name of who sits there.</summary>
    public string? AgentName => _extension.AgentName;

    /// <summary>What the extension is doing.</summary>
    public ExtensionState? State => _extension.State;

    /// <summary>Whether the queue sends it no calls for now.</summary>
    public bool? Paused => _member.Paused;

    /// <summary>Its penalty: calls go to the members with the lowest first.</summary>
    public int? Penalty => _member.Penalty;

    /// <summary>Whether a phone is registered.</summary>
    public bool? Registered => _extension.Registered;

    /// <summary>The address of the phone.</summary>
    public string? Address => _extension.Address;

    /// <summary>Whether it can take the queue's next call: not paused, registered and idle.</summary>
    public bool? Ready => !Paused & _extension.IsFree;
}
