using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>The row as an error hands it back: it can be piped in again, and shows no password.</summary>
internal static class InputRow
{
    private static readonly string[] PasswordNames = ["password", "密码"];

    /// <summary>
    /// A row that came through the pipeline, with a readable password made a SecureString. Of anything but a plain row, such as a
    /// DataRow, only what was bound is handed back: it could show its password in ways of its own.
    /// </summary>
    public static object From(PSObject input, IEnumerable<(string Name, object? Value)> bound)
    {
        if (input.BaseObject is not PSCustomObject)
        {
            return input.BaseObject is CcAgent || Scalar(input) is not null ? input : From(bound);
        }

        if (!PasswordNames.Any(name => input.Properties[name] is { } property && HoldsReadablePassword(property)))
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

    /// <summary>Refuses what came through the pipeline and can have no columns, where nothing of a row was bound from it.</summary>
    /// <exception cref="CallCenterException">It is a hashtable or a text.</exception>
    public static void RequireColumns(PSObject? input, string subject)
    {
        if (input?.BaseObject is { } plain and (IDictionary or string))
        {
            throw Failure.Local(ErrorKind.InvalidValue, subject, "InputObject", Messages.FormatInvalidNotARow(plain.GetType().Name));
        }
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

    /// <summary>The properties of a row of an agent, so that it can be piped in, or written to a file, again.</summary>
    public static IEnumerable<(string Name, object? Value)> PropertiesOf(AgentRow row)
    {
        foreach (var field in AgentField.All)
        {
            yield return (field.PropertyName, field == AgentField.Password ? row.Password?.ToSecureString() : row[field]);
        }
    }

    /// <summary>The text or number that was piped in by itself; null for a row with properties.</summary>
    public static string? Scalar(PSObject? input) =>
        input?.BaseObject is string or sbyte or byte or short or ushort or int or uint or long or ulong ? Values.Text(input) : null;

    /// <summary>A text that the row has beside what was bound; null when it has none.</summary>
    public static string? Text(PSObject? input, string name) => Values.Text(input?.Properties[name]?.Value);

    /// <inheritdoc cref="Scalar"/>
    public static string?[]? Scalars(PSObject? input) => Scalar(input) is { } text ? [text] : null;

    private static bool HoldsReadablePassword(PSPropertyInfo property)
    {
        if (!PasswordNames.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        var value = Values.Plain(property.Value);
        return value is not (null or SecureString or PSCredential);
    }
}
