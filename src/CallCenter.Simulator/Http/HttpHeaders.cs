using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace CallCenter.Simulator.Http;

/// <summary>The header fields of a message, in the order in which they were sent, with their names as they were sent.</summary>
public sealed class HttpHeaders : ReadOnlyCollection<KeyValuePair<string, string>>
{
    internal HttpHeaders(IList<KeyValuePair<string, string>> fields)
        : base(fields)
    {
    }

    /// <summary>The value of a header field, whatever the case of its name; null when it was not sent.
    /// Several fields of one name are joined with a comma, as HTTP defines it.</summary>
    /// <param name="name">The name of the header field.</param>
    public string? this[string name]
    {
        get
        {
            string? value = null;
            foreach (var field in this)
            {
                if (field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    value = value is null ? field.Value : value + ", " + field.Value;
                }
            }

            return value;
        }
    }
}
