using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CallCenter.Binding;

/// <summary>
/// Finds numbers such as <c>0800</c> that were typed without quotes in a list: PowerShell hands them over as 800, another
/// extension. A number by itself keeps its zeros; what comes out of a variable cannot be told any more.
/// </summary>
internal static class LostZero
{
    /// <summary>The first such number in this call; null when there is none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="values">The values that the call's lists were read as.</param>
    public static string? Find(InvocationInfo call, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        // A call of several lines is whole only in its file.
        var (script, line) = File.Exists(call.ScriptName)
            ? (Parser.ParseFile(call.ScriptName, out _, out _), call.ScriptLineNumber)
            : (Parser.ParseInput(call.Line, out _, out _), 1);
        return script
            .FindAll(node => node is CommandAst command && IsThis(command, call, line), searchNestedScriptBlocks: true)
            .SelectMany(command => command.FindAll(node => node is ArrayLiteralAst, searchNestedScriptBlocks: false))
            .SelectMany(list => ((ArrayLiteralAst)list).Elements)
            .OfType<ConstantExpressionAst>()
            .Where(number => number is not StringConstantExpressionAst)
            .Select(number => number.Extent.Text)
            .FirstOrDefault(text => text.Length > 1 && text[0] == '0' && text.All(char.IsDigit) && values.Contains(AsRead(text)));
    }

    /// <summary>The number as PowerShell hands it over.</summary>
    public static string AsRead(string number) => number.TrimStart('0') is { Length: > 0 } rest ? rest : "0";

    private static bool IsThis(CommandAst command, InvocationInfo call, int line) =>
        command.Extent.StartLineNumber <= line && line <= command.Extent.EndLineNumber
        && string.Equals(command.GetCommandName(), call.InvocationName, StringComparison.OrdinalIgnoreCase);
}
