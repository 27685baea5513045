using System;
using System.Collections;
using System.Collections.Generic;

namespace CallCenter.Simulator.Http;

/// <summary>The header fields of a message, in the order in which they were sent.</summary>
public sealed class HttpHeaders : IReadOnlyList<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    internal HttpHeaders()
    {
    }

    /// <summary>How many header fields were sent.</summary>
    public int Count => _fields.Count;

    /// <summary>The header field at a position, with its name as it was sent.</summary>
    /// <param name="index">The position, from 0.</param>
    public KeyValuePair<string, string> this[int index] => _fields[index];

    /// <summary>The value of a header field, whatever the case of its name; null when it was not sent.
    /// Several fields of one name are joined with a comma, which is what HTTP says they mean.</summary>
    /// <param name="name">The name of the header field.</param>
    public string? this[string name]
    {
        get
        {
            string? value = null;
            foreach (var field in _fields)
            {
                if (field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    value = value is null ? field.Value : value + ", " + field.Value;
                }
            }

            return value;
        }
    }

    internal void Add(string name, string value) => _fields.Add(new(name, value));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
