using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>
/// The values of an agent's fields: of one to create (agents page, 1.3), or as the tenant returns them. What is null, or an empty list, is
/// not given, and not sent.
/// </summary>
public sealed record AgentValues
{
    private readonly object?[] _values;

    /// <summary>No values.</summary>
    public AgentValues()
    {
        _values = new object?[AgentField.All.Count];
    }

    private AgentValues(AgentValues other)
    {
        _values = (object?[])other._values.Clone();
        IsPasswordGenerated = other.IsPasswordGenerated;
    }

    /// <summary>The agent's code, 工号; unique in the tenant.</summary>
    public string Code { get => Text(AgentField.Code)!; init => this[AgentField.Code] = value; }

    /// <summary>The name to sign in with, 登录名.</summary>
    public string LoginName { get => Text(AgentField.LoginName)!; init => this[AgentField.LoginName] = value; }

    /// <summary>The agent's name, 用户名.</summary>
    public string UserName { get => Text(AgentField.UserName)!; init => this[AgentField.UserName] = value; }

    /// <summary>The ids of the agent's roles.</summary>
    public IReadOnlyList<string> Roles { get => List(AgentField.Role); init => this[AgentField.Role] = value; }

    /// <summary>The id of the organization; the vendor's default is the head office.</summary>
    public string? Org { get => Text(AgentField.Org); init => this[AgentField.Org] = value; }

    /// <summary>The ids of the agent's skill groups.</summary>
    public IReadOnlyList<string> AgentQueues { get => List(AgentField.AgentQueue); init => this[AgentField.AgentQueue] = value; }

    /// <summary>The domain of the tenant, such as <c>n01.cc</c>.</summary>
    public string? Namespace { get => Text(AgentField.Namespace); init => this[AgentField.Namespace] = value; }

    /// <summary>The password; null makes the vendor set its publicly known one.</summary>
    public Secret? Password { get => (Secret?)this[AgentField.Password]; init => this[AgentField.Password] = value; }

    /// <summary>Whether nobody but this object knows the password yet.</summary>
    public bool IsPasswordGenerated { get; init; }

    /// <summary>The value of a field: a text, a list of texts, a <see cref="bool"/> or a secret; null if it is not given.</summary>
    internal object? this[AgentField field]
    {
        get => _values[field.Index];
        set => _values[field.Index] = value is IReadOnlyList<string> { Count: 0 } ? null : value;
    }

    /// <summary>
    /// What a journal knows the agent by: the names and values of the fields that are given, without the password. Only these count,
    /// so a field that is new to this module changes the identity of no row that does not use it.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> GetIdentity()
    {
        foreach (var field in AgentField.All)
        {
            if (field.Kind != AgentFieldKind.Password && this[field] is { } value)
            {
                yield return new(field.Name, TextOf(value));
            }
        }
    }

    internal string? Text(AgentField field) => (string?)this[field];

    internal IReadOnlyList<string> List(AgentField field) => (IReadOnlyList<string>?)this[field] ?? [];

    // Each item of a list with its length before it, so that no two lists read alike.
    private static string TextOf(object value) => value is IReadOnlyList<string> items
        ? string.Concat(items.Select(item => item.Length.ToString(CultureInfo.InvariantCulture) + ":" + item))
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
