using System;
using System.Linq;
using System.Management.Automation.Language;

namespace CallCenter.Binding;

/// <summary>
/// Finds numbers such as <c>0800</c> that were typed without quotes in a list: PowerShell hands them over as 800, another
/// extension. A number by itself keeps its zeros.
/// </summary>
internal static class LostZero
{
    /// <summary>The first such number in the call of that command on that line; null when there is none.</summary>
    public static string? Find(string line, string command)
    {
        if (line.IndexOf('0') < 0 || line.IndexOf(',') < 0)
        {
            return null;
        }

        return Parser.ParseInput(line, out _, out _)
            .FindAll(node => node is CommandAst call && string.Equals(call.GetCommandName(), command, StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true)
            .SelectMany(call => call.FindAll(node => node is ArrayLiteralAst, searchNestedScriptBlocks: false))
            .SelectMany(list => ((ArrayLiteralAst)list).Elements)
            .OfType<ConstantExpressionAst>()
            .Where(number => number is not StringConstantExpressionAst)
            .Select(number => number.Extent.Text)
            .FirstOrDefault(text => text.Length > 1 && text[0] == '0' && text.All(char.IsDigit));
    }
}
