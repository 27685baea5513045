using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>The row as an error hands it back, and as a result carries it on: it can be piped in again, and shows no password.</summary>
internal static class InputRow
{
    // As deep as ConvertTo-Json and Export-Clixml look when nobody asks for more, and some.
    private const int MaxDepth = 5;

    /// <summary>
    /// A row that came through the pipeline, as the run keeps it. Of anything but a plain row and our own results, it keeps only what
    /// was bound, and the columns of a DataRow: it could show its password in ways of its own.
    /// </summary>
    public static object From(PSObject input, IEnumerable<(string Name, object? Value)> bound)
    {
        var isOwn = IsModuleObject(input);
        if (input.BaseObject is PSCustomObject || ((isOwn || Scalar(input) is not null) && !ColumnsOf(input).Any(ShowsPassword)))
        {
            return input;
        }

        var given = bound.ToList();
        var others = isOwn || input.BaseObject is DataRow
            ? ColumnsOf(input).Where(column => !IsPassword(column.Name) && !ShowsPassword(column.Value) && !given.Exists(one => IsSame(one.Name, column.Name)))
            : [];
        return From(given.Concat(others));
    }

    /// <summary>
    /// A row with a readable password made a SecureString, and without what has one within. It is made only for errors, since reading all
    /// properties takes time.
    /// </summary>
    public static object WithoutPassword(object row) => row is PSObject { BaseObject: PSCustomObject } source && ColumnsOf(source).Any(ShowsPassword)
        ? From(ColumnsOf(source).Select(column => IsPassword(column.Name) ? (column.Name, Values.Password(column.Value)) : column).Where(column => !ShowsPassword(column)))
        : row;

    /// <summary>
    /// Reads a row that -InputObject was given by itself as if it had been piped: its properties become the parameters that take them
    /// from the pipeline, save those that were given.
    /// </summary>
    public static void Bind(PSCmdlet command)
    {
        var given = command.MyInvocation.BoundParameters;
        if (command.MyInvocation.ExpectingInput || !given.TryGetValue("InputObject", out var input) || input is null)
        {
            return;
        }

        var row = PSObject.AsPSObject(input);
        var parameters = row.BaseObject is IDictionary or string or IList ? [] : command.GetType().GetProperties().Where(TakesProperty);
        foreach (var parameter in parameters.Where(parameter => !given.ContainsKey(parameter.Name)))
        {
            var names = parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [];
            if (names.Prepend(parameter.Name).Select(name => row.Properties[name]).FirstOrDefault(property => property is not null) is { } found)
            {
                parameter.SetValue(command, parameter.GetCustomAttributes<ArgumentTransformationAttribute>().Aggregate(found.Value, (value, read) => read.Transform(null, value)));
            }
        }
    }

    /// <summary>A result with what else its row had: what the command did not use, such as a queue that the next command needs.</summary>
    /// <param name="result">The result.</param>
    /// <param name="row">The row.</param>
    /// <param name="used">The names under which the command takes values from a row.</param>
    public static object WithRowColumns(object result, object row, ISet<string> used) => row is PSObject source && Scalar(source) is null
        ? WithRowColumns(result, ColumnsOf(source), used)
        : result;

    /// <inheritdoc cref="WithRowColumns(object, object, ISet{string})"/>
    public static object WithRowColumns(object result, IEnumerable<(string Name, object? Value)> row, ISet<string> used)
    {
        PSObject? carrier = null;
        foreach (var (name, value) in row)
        {
            // A password that this command does not use is not handed to the next one.
            if (used.Contains(name) || IsPassword(name) || ShowsPassword(value))
            {
                continue;
            }

            carrier ??= PSObject.AsPSObject(result);
            if (carrier.Properties[name] is null)
            {
                carrier.Properties.Add(new PSNoteProperty(name, value));
            }
        }

        return carrier ?? result;
    }

    /// <summary>The row with other values under these names, so that the part that failed of a row that asks for several things can be piped in alone.</summary>
    public static object With(object row, ISet<string> used, params (string Name, object? Value)[] values) => row is PSObject source && Scalar(source) is null
        ? From([.. values, .. source.Properties.Where(property => !used.Contains(property.Name)).Select(property => (property.Name, (object?)property.Value))])
        : From(values);

    /// <summary>Refuses what came through the pipeline and can have no columns, where nothing of a row was bound from it.</summary>
    /// <exception cref="CallCenterException">It is a hashtable, a list or a text.</exception>
    public static void RequireColumns(PSObject? input, string subject)
    {
        if (input?.BaseObject is { } plain and (IDictionary or string or IList))
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

    /// <summary>A row of a file: its line, the fields of an agent, and the other columns.</summary>
    public static object From(AgentRow row)
    {
        var known = new HashSet<string>(AgentField.All.SelectMany(field => field.Names), StringComparer.OrdinalIgnoreCase);
        return From([("line", row.LineNumber), .. PropertiesOf(row), .. row.Cells.Where(cell => known.Add(cell.Key)).Select(cell => (cell.Key, (object?)cell.Value))]);
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
        input?.BaseObject is string or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal
            ? Values.Text(input) : null;

    /// <inheritdoc cref="Scalar"/>
    public static string?[]? Scalars(PSObject? input) => Scalar(input) is { } text ? [text] : null;

    /// <summary>Whether a value has a readable password within, under a name that says so.</summary>
    public static bool ShowsPassword(object? value) => ShowsPassword(string.Empty, value, MaxDepth);

    private static bool TakesProperty(PropertyInfo property) =>
        property.GetCustomAttributes<ParameterAttribute>().Any(attribute => attribute.ValueFromPipelineByPropertyName);

    private static bool IsModuleObject(PSObject input) => input.BaseObject.GetType().Assembly == typeof(InputRow).Assembly;

    private static bool IsPassword(string name) => AgentField.IsNamedLikeAPassword(name);

    private static bool IsSame(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    // A DataRow has properties of its own as well, with all values and the whole table.
    private static IEnumerable<(string Name, object? Value)> ColumnsOf(PSObject row) => row.BaseObject is DataRow data
        ? data.Table.Columns.Cast<DataColumn>().Where(column => !data.IsNull(column)).Select(column => (column.ColumnName, (object?)data[column]))
        : row.Properties.Select(property => (property.Name, (object?)property.Value));

    private static bool ShowsPassword((string Name, object? Value) column) => ShowsPassword(column.Name, column.Value, MaxDepth);

    /// <summary>Whether a value is a readable password, or has one within: a row from JSON may have objects in its cells.</summary>
    private static bool ShowsPassword(string name, object? value, int depth)
    {
        var plain = Values.Plain(value);
        return plain is not (null or SecureString or PSCredential)
            && (IsPassword(name) || (depth > 0 && plain switch
            {
                string or ValueType => false,
                IDictionary map => map.Keys.Cast<object>().Any(key => ShowsPassword(key.ToString()!, map[key], depth - 1)),
                IList list => list.Cast<object?>().Any(item => ShowsPassword(string.Empty, item, depth - 1)),
                PSCustomObject => ColumnsOf(PSObject.AsPSObject(value)).Any(column => ShowsPassword(column.Name, column.Value, depth - 1)),
                _ => PSObject.AsPSObject(value).Properties.Any(property => IsPassword(property.Name) && ShowsPassword(property.Name, property.Value, depth - 1)),
            }));
    }
}
