using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>Reads names that a parameter takes with wildcards.</summary>
internal static class NamePatterns
{
    /// <summary>The names, each with its pattern.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="names">What it was given.</param>
    /// <param name="command">The command, for an error.</param>
    /// <exception cref="CallCenterException">A name cannot be used, or all are blank: that never means everything.</exception>
    public static IReadOnlyList<(string Name, WildcardPattern Pattern)> Read(string parameter, IEnumerable<string?> names, string command)
    {
        var given = Cell.List(parameter, names).OrThrow(command)!;
        return given.Count > 0
            ? [.. given.Select(name => (name, new WildcardPattern(name, WildcardOptions.IgnoreCase)))]
            : throw Failure.Local(ErrorKind.MissingValue, command, parameter);
    }
}
