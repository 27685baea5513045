using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace CallCenter.Simulator.CooCenter;

/// <summary>Which extensions are signed in to which queue. Names are text: 0800 is not 800.</summary>
internal sealed class QueueBoard
{
    private readonly object _lock = new();
    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);

    public QueueBoard(IEnumerable<string> queues)
    {
        foreach (var queue in queues)
        {
            _members.Add(queue, []);
            _names.Add(queue);
        }
    }

    public bool Has(string queue) => _members.ContainsKey(queue);

    /// <summary>Signs in. Who is in already stays in.</summary>
    public void Add(string queue, string extension)
    {
        lock (_lock)
        {
            if (!_members[queue].Contains(extension))
            {
                _members[queue].Add(extension);
            }
        }
    }

    /// <summary>Signs out. Who is not in stays out.</summary>
    public void Remove(string queue, string extension)
    {
        lock (_lock)
        {
            _members[queue].Remove(extension);
        }
    }

    /// <summary>The names of the queues, in the order of the options.</summary>
    public IReadOnlyList<string> Names => _names;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Snapshot()
    {
        var snapshot = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var name in _names)
            {
                snapshot.Add(name, _members[name].ToArray());
            }
        }

        return new ReadOnlyDictionary<string, IReadOnlyList<string>>(snapshot);
    }
}
