using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>An agent to create (agents page, 1.3). What is null, or an empty list, is not sent.</summary>
public sealed record AgentRequest
{
    private readonly AgentValues _values;

    /// <summary>An agent of the values that are set.</summary>
    public AgentRequest()
    {
        _values = new AgentValues();
    }

#pragma warning disable CS8618 // Code, LoginName and UserName are among the values.
    [SetsRequiredMembers]
    internal AgentRequest(AgentValues values)
    {
        _values = values;
    }

    [SetsRequiredMembers]
    private AgentRequest(AgentRequest other)
    {
        _values = other._values.Copy();
        IsPasswordGenerated = other.IsPasswordGenerated;
    }
#pragma warning restore CS8618

    /// <summary>The agent's code, 工号; unique in the tenant.</summary>
    public required string Code { get => _values.Text(AgentField.Code)!; init => _values[AgentField.Code] = value; }

    /// <summary>The name to sign in with, 登录名.</summary>
    public required string LoginName { get => _values.Text(AgentField.LoginName)!; init => _values[AgentField.LoginName] = value; }

    /// <summary>The agent's name, 用户名.</summary>
    public required string UserName { get => _values.Text(AgentField.UserName)!; init => _values[AgentField.UserName] = value; }

    /// <summary>The ids of the agent's roles.</summary>
    public IReadOnlyList<string> Roles { get => _values.List(AgentField.Role); init => _values[AgentField.Role] = value; }

    /// <summary>The id of the organization; the vendor's default is the head office.</summary>
    public string? Org { get => _values.Text(AgentField.Org); init => _values[AgentField.Org] = value; }

    /// <summary>The ids of the agent's skill groups.</summary>
    public IReadOnlyList<string> AgentQueues { get => _values.List(AgentField.AgentQueue); init => _values[AgentField.AgentQueue] = value; }

    /// <summary>The domain of the tenant, such as <c>n01.cc</c>.</summary>
    public string? Namespace { get => _values.Text(AgentField.Namespace); init => _values[AgentField.Namespace] = value; }

    /// <summary>The password; null makes the vendor set its publicly known one.</summary>
    public Secret? Password { get => (Secret?)_values[AgentField.Password]; init => _values[AgentField.Password] = value; }

    /// <summary>Whether nobody but this request knows the password yet.</summary>
    public bool IsPasswordGenerated { get; init; }

    /// <summary>The value of a field: a text, a list of texts, a <see cref="bool"/> or a secret; null if it is not given.</summary>
    internal object? this[AgentField field] { get => _values[field]; init => _values[field] = value; }

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

    // Each item of a list with its length before it, so that no two lists read alike.
    private static string TextOf(object value) => value is IReadOnlyList<string> items
        ? string.Concat(items.Select(item => item.Length.ToString(CultureInfo.InvariantCulture) + ":" + item))
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
