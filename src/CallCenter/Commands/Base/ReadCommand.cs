using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>A command that only reads from a session's servers. Ctrl+C stops it at once.</summary>
public abstract class ReadCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Show();
        }
        catch (CallCenterException exception)
        {
            WriteError(ToRecord(exception, null));
        }
    }

    /// <summary>Emits what was asked for.</summary>
    /// <exception cref="CallCenterException">A name cannot be used.</exception>
    private protected abstract void Show();

    /// <summary>
    /// The items that have one of the names given, in their own order; wildcards are allowed. A name without wildcards that no item has is
    /// an error, which does not end the command.
    /// </summary>
    /// <param name="all">All items.</param>
    /// <param name="nameOf">The name of an item.</param>
    /// <param name="parameter">The parameter that takes the names.</param>
    /// <param name="names">The names; null for everything. Blank ones never mean everything.</param>
    /// <param name="notFound">The error for a name that no item has.</param>
    private protected IReadOnlyList<T> Select<T>(
        IReadOnlyList<T> all, Func<T, string> nameOf, string parameter, string?[]? names, Func<string, CallCenterException> notFound)
    {
        if (names is null)
        {
            return all;
        }

        var wanted = NamePatterns.Read(parameter, names, MyInvocation.MyCommand.Name);
        var selected = all.Where(one => wanted.Any(name => name.Pattern.IsMatch(nameOf(one)))).ToList();
        foreach (var (name, pattern) in wanted.Where(name => !WildcardPattern.ContainsWildcardCharacters(name.Name)))
        {
            if (!selected.Exists(one => pattern.IsMatch(nameOf(one))))
            {
                WriteError(ToRecord(notFound(name), name));
            }
        }

        return selected;
    }
}
