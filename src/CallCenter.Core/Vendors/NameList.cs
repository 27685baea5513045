using System;
using System.Collections.Generic;

namespace CallCenter.Core.Vendors;

/// <summary>What exists, as one answer of one vendor lists it: each once, in the order of the answer.</summary>
public sealed class NameList
{
    private readonly Dictionary<ListedKind, List<ListedName>> _names = [];
    private readonly HashSet<(ListedKind, string)> _known = [];

    /// <summary>Nothing.</summary>
    public static NameList Empty { get; } = new();

    /// <summary>The names of a kind.</summary>
    public IReadOnlyList<ListedName> Of(ListedKind kind) => _names.TryGetValue(kind, out var names) ? names : Array.Empty<ListedName>();

    internal void Add(ListedKind kind, string? id, string? name)
    {
        if (id is null || !_known.Add((kind, id)))
        {
            return;
        }

        if (!_names.TryGetValue(kind, out var names))
        {
            _names[kind] = names = [];
        }

        names.Add(new ListedName(id, name));
    }
}
