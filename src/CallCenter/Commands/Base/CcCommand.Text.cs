using System.IO;
using System.Management.Automation;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <content>Reads parameters that take a text, where a whole row may have been given.</content>
public abstract partial class CcCommand
{
    /// <summary>
    /// The file that a path means. Wildcards have no special meaning in it; where Tab escaped one (<c>agents`[1`].csv</c>), the path means
    /// the file that Tab had found.
    /// </summary>
    /// <param name="path">The path, as given.</param>
    /// <param name="isLiteral">Whether it is to be taken as it is.</param>
    private protected string ResolvePath(string path, bool isLiteral = false)
    {
        RequireText(path);
        var resolved = GetUnresolvedProviderPathFromPSPath(path);
        var unescaped = WildcardPattern.Unescape(path);
        return isLiteral || unescaped == path || File.Exists(resolved) ? resolved : GetUnresolvedProviderPathFromPSPath(unescaped);
    }

    /// <summary>Ends the command if a parameter was given what shows a password, which <see cref="Binding.NoPasswordTransformAttribute"/> marked.</summary>
    /// <param name="value">The parameter's value.</param>
    private protected void RequireText(string value)
    {
        if (!Cell.IsText(value))
        {
            ThrowParameter(Messages.RowWithPassword, Messages.RowWithPasswordAdvice);
        }
    }
}
