using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors;

/// <summary>The names that were used with success, newest first, and only so many of each kind. Safe to use from many threads.</summary>
public sealed class SeenNames
{
    private const int Max = 100;

    private readonly Dictionary<ListedKind, List<ListedName>> _names = [];

    /// <summary>Takes note of one; it becomes the newest.</summary>
    public void Add(ListedKind kind, string? id, string? name = null)
    {
        if (id is null || Cell.FindCharacter(id, allowsJoiners: false) is not null)
        {
            return;
        }

        lock (_names)
        {
            if (!_names.TryGetValue(kind, out var names))
            {
                _names[kind] = names = [];
            }

            var known = names.FindIndex(one => one.Id == id);
            if (known >= 0)
            {
                name ??= names[known].Name;
                names.RemoveAt(known);
            }
            else if (names.Count == Max)
            {
                names.RemoveAt(Max - 1);
            }

            names.Insert(0, new ListedName(id, name));
        }
    }

    /// <summary>The names of a kind, newest first.</summary>
    public IReadOnlyList<ListedName> Of(ListedKind kind)
    {
        lock (_names)
        {
            return _names.TryGetValue(kind, out var names) ? names.ToList() : [];
        }
    }
}
