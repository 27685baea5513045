using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Queues;

/// <summary>The phone system at one moment: its queues with their members, and its extensions. What it does not tell is missing.</summary>
public sealed class Floor
{
    private readonly Dictionary<string, ExtensionStatus> _extensions = [];

    /// <summary>A floor. What the phone system does not have is null.</summary>
    /// <param name="queues">The queues and their members.</param>
    /// <param name="states">The extensions with their names and states.</param>
    /// <param name="registrations">The extensions with what is registered.</param>
    public Floor(QueueList? queues, IReadOnlyList<ExtensionStatus>? states, IReadOnlyList<ExtensionStatus>? registrations)
    {
        Queues = queues;
        HasStates = states is not null;
        HasRegistrations = registrations is not null;
        foreach (var one in states ?? [])
        {
            _extensions[one.Extension] = one;
        }

        foreach (var one in registrations ?? [])
        {
            _extensions[one.Extension] = Of(one.Extension) with { Registered = one.Registered, Address = one.Address };
        }

        foreach (var one in queues?.Members ?? [])
        {
            _extensions[one.Extension] = Of(one.Extension);
        }
    }

    /// <summary>The queues and their members; null where the phone system does not tell.</summary>
    public QueueList? Queues { get; }

    /// <summary>Whether the phone system tells the states of extensions.</summary>
    public bool HasStates { get; }

    /// <summary>Whether the phone system tells what is registered.</summary>
    public bool HasRegistrations { get; }

    /// <summary>Why parts are missing.</summary>
    public IReadOnlyList<CallCenterException> Gaps { get; init; } = [];

    /// <summary>All extensions that were listed anywhere.</summary>
    public IReadOnlyCollection<ExtensionStatus> Extensions => _extensions.Values;

    /// <summary>An extension, listed or not.</summary>
    public ExtensionStatus Of(string extension) => _extensions.TryGetValue(extension, out var status)
        ? status
        : new ExtensionStatus(extension) { State = HasStates ? ExtensionState.Unknown : null };

    /// <summary>The queue with leading zeros that is listed instead of one, such as 0800 instead of 800; null where there is none.</summary>
    public string? QueueWithZeros(string queue) => Queues is null ? null : LeadingZeros.Find(Queues.Queues, queue);

    /// <summary>The extension with leading zeros that is listed instead of one, such as 0801 instead of 801; null where there is none, or where only members are listed.</summary>
    public string? ExtensionWithZeros(string extension) => HasStates || HasRegistrations ? LeadingZeros.Find(_extensions.Keys, extension) : null;

    /// <summary>The queues that an extension is signed in to; null where the phone system does not tell.</summary>
    public string[]? QueuesOf(string extension) => Queues?.Members.Where(member => member.Extension == extension).Select(member => member.Queue).ToArray();
}
