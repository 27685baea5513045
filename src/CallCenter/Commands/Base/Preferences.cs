using System.Collections;
using System.Management.Automation;

namespace CallCenter.Commands;

/// <summary>The user's preferences for one call of a command: a common parameter, or the variable that stands for it.</summary>
internal sealed class Preferences(PSCmdlet command)
{
    /// <summary>Whether -Verbose output is wanted.</summary>
    public bool Verbose => IsWanted("Verbose", "VerbosePreference");

    /// <summary>Whether -Debug output is wanted.</summary>
    public bool Debug => IsWanted("Debug", "DebugPreference");

    /// <summary>Whether nothing is to be done, only described.</summary>
    public bool WhatIf => LanguagePrimitives.IsTrue(Bound("WhatIf") ?? command.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether an error ends the command.</summary>
    public bool StopsOnError =>
        LanguagePrimitives.TryConvertTo(Bound("ErrorAction") ?? command.GetVariableValue("ErrorActionPreference"), out ActionPreference action)
        && action == ActionPreference.Stop;

    /// <summary>Whether -WhatIf or -Confirm has anything to say about a change of medium impact.</summary>
    public bool AsksBeforeChange =>
        Bound("WhatIf") is not null || Bound("Confirm") is not null || WhatIf
        || (LanguagePrimitives.TryConvertTo(command.GetVariableValue("ConfirmPreference"), out ConfirmImpact least) && least is not (ConfirmImpact.None or ConfirmImpact.High));

    /// <summary>
    /// Whether PowerShell would stop at every verbose line and warning to ask whether to go on, as it does with -Debug alone. A
    /// runbook must not hang on that, and ShouldProcess writes such a line.
    /// </summary>
    public bool DebugPrompts => LanguagePrimitives.IsTrue(Bound("Debug")) && Bound("Verbose") is null;

    /// <summary>Whether the user gave -WarningAction.</summary>
    public bool HasWarningAction => Bound("WarningAction") is not null;

    private object? Bound(string parameter) => ((IDictionary)command.MyInvocation.BoundParameters)[parameter];

    private bool IsWanted(string parameter, string variable) => Bound(parameter) is { } given
        ? LanguagePrimitives.IsTrue(given)
        : command.GetVariableValue(variable) is { } value
            && LanguagePrimitives.TryConvertTo(value, out ActionPreference action)
            && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
