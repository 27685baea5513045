using System;
using System.Collections.Generic;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors;

/// <summary>What exists, as one answer of one vendor lists it: each once, in the order of the answer. What nobody could type is left out, and so is what holds a secret.</summary>
public sealed class NameList
{
    private readonly Func<string, string> _mask;
    private readonly Dictionary<ListedKind, List<ListedName>> _names = [];
    private readonly HashSet<(ListedKind, string)> _known = [];

    /// <summary>A list.</summary>
    /// <param name="mask">Masks secrets in a name or an id.</param>
    internal NameList(Func<string, string> mask) => _mask = mask;

    /// <summary>Nothing.</summary>
    public static NameList Empty { get; } = new(text => text);

    /// <summary>The names of a kind.</summary>
    public IReadOnlyList<ListedName> Of(ListedKind kind) => _names.TryGetValue(kind, out var names) ? names : Array.Empty<ListedName>();

    internal void Add(ListedKind kind, string? id, string? name)
    {
        if (id is null || Cell.FindCharacter(id, allowsJoiners: false) is not null || _mask(id) != id || !_known.Add((kind, id)))
        {
            return;
        }

        if (!_names.TryGetValue(kind, out var names))
        {
            _names[kind] = names = [];
        }

        names.Add(new ListedName(id, name is null ? null : _mask(name)));
    }
}

/// <summary>Something that a vendor knows by an id or number.</summary>
/// <param name="Id">The id or number, as commands take it.</param>
/// <param name="Name">What people call it; null where the vendor does not tell.</param>
public sealed record ListedName(string Id, string? Name);

/// <summary>What a vendor lists. Each value is named after the parameters that take such names.</summary>
public enum ListedKind
{
    /// <summary>Agents, by code.</summary>
    Code,

    /// <summary>Roles, by id.</summary>
    Role,

    /// <summary>Organizations, by id.</summary>
    Org,

    /// <summary>Skill groups, by id.</summary>
    AgentQueue,

    /// <summary>Queues of the phone system, by number.</summary>
    Queue,

    /// <summary>Extensions, by number.</summary>
    Extension,
}
