using System.Collections.Generic;

namespace CallCenter.Core.Agents;

/// <summary>The values of an agent's fields: texts, lists of texts, a <see cref="bool"/>, a secret; null where a field is not given.</summary>
internal sealed class AgentValues
{
    private object?[] _values = new object?[AgentField.All.Count];

    /// <summary>A value. An empty list is as good as none.</summary>
    public object? this[AgentField field]
    {
        get => _values[field.Index];
        set => _values[field.Index] = value is IReadOnlyList<string> { Count: 0 } ? null : value;
    }

    public string? Text(AgentField field) => (string?)this[field];

    public IReadOnlyList<string> List(AgentField field) => (IReadOnlyList<string>?)this[field] ?? [];

    public AgentValues Copy() => new() { _values = (object?[])_values.Clone() };
}
