using System;
using System.Management.Automation;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;

namespace CallCenter;

/// <summary>
/// What the views in <c>CallCenter.Format.ps1xml</c> show beside the properties of an object. Colours are the user's own,
/// from <c>$PSStyle</c>; where there is none, as in Windows PowerShell, nothing is coloured.
/// </summary>
public static class View
{
    /// <summary>A value that shows a failure: in the colour of errors, unless it is null or 0.</summary>
    /// <param name="engine">The <c>$ExecutionContext</c> of the view.</param>
    /// <param name="value">The value.</param>
    public static object? Failure(EngineIntrinsics engine, object? value) => Coloured(engine, value, "Error");

    /// <summary>A value that needs attention: in the colour of warnings, unless it is null or 0.</summary>
    /// <param name="engine">The <c>$ExecutionContext</c> of the view.</param>
    /// <param name="value">The value.</param>
    public static object? Warning(EngineIntrinsics engine, object? value) => Coloured(engine, value, "Warning");

    /// <summary>A value that should not be 0 or false: in the colour of errors if it is.</summary>
    /// <param name="engine">The <c>$ExecutionContext</c> of the view.</param>
    /// <param name="value">The value.</param>
    public static object? ErrorIfFalse(EngineIntrinsics engine, object? value) =>
        value is null || LanguagePrimitives.IsTrue(value) ? value : Coloured(engine, value.ToString(), "Error");

    /// <summary>A state, coloured unless it is a good one.</summary>
    /// <param name="engine">The <c>$ExecutionContext</c> of the view.</param>
    /// <param name="state">The state.</param>
    public static object? State(EngineIntrinsics engine, object? state) => state switch
    {
        JournalState.Failed or CheckResult.Failed or CcImportState.Failed or CcImportState.Skipped or CcQueueChangeResult.Failed => Failure(engine, state),
        JournalState.Unknown or JournalState.Stopped or CcSessionState.Closed or CheckResult.Warning or CcImportState.Partial or CcImportState.Unknown or CcImportState.NotSent
            or CcQueueChangeResult.Refused or CcQueueChangeResult.NotVerified or CcQueueState.Paused or ExtensionState.Offline or ExtensionState.Unknown => Warning(engine, state),
        _ => state,
    };

    /// <summary>A text of the module, in the language of the user interface.</summary>
    /// <param name="name">Its name.</param>
    public static string Text(string name) => Messages.Named(name);

    /// <summary>A duration to the tenth of a second: nobody reads more digits.</summary>
    public static string Rounded(TimeSpan duration) =>
        TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds, 1)).ToString("g", null);

    private static object? Coloured(EngineIntrinsics engine, object? value, string colour)
    {
        if (!LanguagePrimitives.IsTrue(value) || engine.SessionState.PSVariable.GetValue("PSStyle") is not { } style)
        {
            return value;
        }

        var formatting = PSObject.AsPSObject(Of(style, "Formatting"));
        return $"{Of(formatting, colour)}{value}{Of(style, "Reset")}";
    }

    private static object? Of(object style, string name) => PSObject.AsPSObject(style).Properties[name]?.Value;
}
