using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;

namespace CallCenter.Binding;

/// <summary>The row as an error hands it back: it can be piped in again, and shows no password.</summary>
internal static class InputRow
{
    private static readonly HashSet<string> PasswordNames = new(StringComparer.OrdinalIgnoreCase) { "password", "密码" };

    /// <summary>A row that came through the pipeline. Only one with a readable password is copied, to make that a SecureString.</summary>
    public static object From(PSObject input)
    {
        if (!input.Properties.Any(HoldsReadablePassword))
        {
            return input;
        }

        var row = new PSObject();
        foreach (var property in input.Properties)
        {
            row.Properties.Add(new PSNoteProperty(property.Name, HoldsReadablePassword(property) ? Values.Password(property.Value) : property.Value));
        }

        return row;
    }

    /// <summary>A row that was typed as parameters.</summary>
    public static object From(IEnumerable<(string Name, object? Value)> parameters)
    {
        var row = new PSObject();
        foreach (var (name, value) in parameters.Where(parameter => parameter.Value is not null))
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }

        return row;
    }

    /// <summary>The text or number that was piped in by itself; null for a row with properties.</summary>
    public static string? Scalar(PSObject? input) =>
        input?.BaseObject is string or int or long ? Values.Text(input) : null;

    /// <inheritdoc cref="Scalar"/>
    public static string?[]? Scalars(PSObject? input) => Scalar(input) is { } text ? [text] : null;

    private static bool HoldsReadablePassword(PSPropertyInfo property)
    {
        if (!PasswordNames.Contains(property.Name))
        {
            return false;
        }

        var value = property.Value is PSObject wrapped ? wrapped.BaseObject : property.Value;
        return value is not (null or SecureString or PSCredential);
    }
}
