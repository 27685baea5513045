using System;
using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Simulator.CooCenter;

/// <summary>Which extensions are signed in to which queue. Names are text: 0800 is not 800.</summary>
internal sealed class QueueBoard
{
    private readonly object _lock = new();
    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<SimulatedMember>> _members = new(StringComparer.Ordinal);

    public QueueBoard(IEnumerable<string> queues)
    {
        foreach (var queue in queues)
        {
            _members.Add(queue, []);
            _names.Add(queue);
        }
    }

    public bool Has(string queue) => _members.ContainsKey(queue);

    /// <summary>Signs an extension in. A member stays as it is.</summary>
    public void Add(string queue, string extension)
    {
        lock (_lock)
        {
            if (IndexOf(queue, extension) < 0)
            {
                _members[queue].Add(new(queue, extension));
            }
        }
    }

    /// <summary>Signs in, or changes a member.</summary>
    public void Set(SimulatedMember member)
    {
        lock (_lock)
        {
            Remove(member.Queue, member.Extension);
            _members[member.Queue].Add(member);
        }
    }

    /// <summary>Signs an extension out. For an extension that is no member nothing changes.</summary>
    public void Remove(string queue, string extension)
    {
        lock (_lock)
        {
            _members[queue].RemoveAll(member => member.Extension == extension);
        }
    }

    /// <summary>Pauses a member, or ends its pause.</summary>
    /// <returns>False when there is no such member.</returns>
    public bool Pause(string queue, string extension, bool paused)
    {
        lock (_lock)
        {
            var index = IndexOf(queue, extension);
            if (index < 0)
            {
                return false;
            }

            _members[queue][index] = _members[queue][index] with { Paused = paused };
            return true;
        }
    }

    /// <summary>The queues in the order of the options, with their members in the order of signing in.</summary>
    public IReadOnlyList<(string Name, SimulatedMember[] Members)> Snapshot()
    {
        lock (_lock)
        {
            return [.. _names.Select(name => (name, _members[name].ToArray()))];
        }
    }

    private int IndexOf(string queue, string extension) => _members[queue].FindIndex(member => member.Extension == extension);
}

/// <summary>An extension that is signed in to a queue of the simulated phone system, as it was at one moment.</summary>
/// <param name="Queue">The queue's number.</param>
/// <param name="Extension">The extension's number.</param>
/// <param name="Paused">Whether the queue sends it no calls.</param>
/// <param name="Penalty">Its penalty; 0 after a sign-in.</param>
public sealed record SimulatedMember(string Queue, string Extension, bool Paused = false, int Penalty = 0);
