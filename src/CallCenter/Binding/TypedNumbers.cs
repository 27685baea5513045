using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>
/// Finds how a number was typed, leading zeros included, in the script blocks on the call stack, innermost first. PowerShell itself
/// passes on only the value. A number from elsewhere, such as an earlier line at the prompt or another runspace, is not found.
/// </summary>
internal sealed class TypedNumbers
{
    // Read once, at the first number: the call stack then has the blocks that the values came from.
    private readonly Lazy<IReadOnlyList<Block>> _blocks = new(() => [.. Blocks()]);

    /// <summary>A number as it was typed, with its leading zeros; null where no script block has it.</summary>
    /// <param name="number">The number as PowerShell handed it over.</param>
    public string? Find(string number)
    {
        foreach (var block in _blocks.Value.Where(block => block.Script.MayHave(number)))
        {
            var typed = block.Numbers.Select(node => AsTyped(node, number)).OfType<string>().ToList();
            if (typed.Count > 0)
            {
                return typed.Find(text => text.Length > number.Length) ?? number;
            }
        }

        return null;
    }

    private static IEnumerable<Block> Blocks()
    {
        var scripts = new Dictionary<string, Script>();
        foreach (var frame in Runspace.DefaultRunspace?.Debugger.GetCallStack() ?? [])
        {
            if (frame.Position?.StartScriptPosition?.GetFullScript() is { } text)
            {
                scripts[text] = scripts.TryGetValue(text, out var known) ? known : new(text);
                yield return new(scripts[text], frame.Position);
            }
        }
    }

    private static string? AsTyped(Ast node, string number)
    {
        if (node is BinaryExpressionAst range)
        {
            var first = range.Left.Extent.Text;
            return IsWithin(number, first, range.Right.Extent.Text) ? number.PadLeft(first[0] == '0' ? first.Length : 0, '0') : null;
        }

        // PowerShell keeps the zeros of a number that is an argument by itself, so this number came from elsewhere.
        var text = node.Extent.Text;
        return LeadingZeros.Without(text) == number && (text == number || node.Parent is not (CommandAst or CommandParameterAst)) ? text : null;
    }

    private static bool IsWithin(string number, string first, string last) =>
        Value(first) is { } one && Value(last) is { } other && Value(number) is { } value && Math.Min(one, other) <= value && value <= Math.Max(one, other);

    private static long? Value(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A script on the call stack. Scripts can be long, so it is parsed only if it may have the number.</summary>
    private sealed class Script(string text)
    {
        private static readonly Regex Numbers = new(@"(?<!\w)(\d+)(?:\s*\.\.\s*(\d+))?(?!\w)", RegexOptions.CultureInvariant);

        private readonly Lazy<IReadOnlyList<(string First, string Last)>> _numbers = new(() =>
            [.. Numbers.Matches(text).Cast<Match>().Select(match => (match.Groups[1].Value, match.Groups[match.Groups[2].Success ? 2 : 1].Value))]);

        private readonly Lazy<ScriptBlockAst> _tree = new(() => Parser.ParseInput(text, out _, out _));

        public ScriptBlockAst Tree => _tree.Value;

        public bool MayHave(string number) => _numbers.Value.Any(one => IsWithin(number, one.First, one.Last));
    }

    /// <summary>A script block on the call stack: the innermost around a position.</summary>
    private sealed class Block(Script script, IScriptExtent position)
    {
        private IReadOnlyList<Ast>? _numbers;

        public Script Script => script;

        /// <summary>The numbers, and ranges of numbers, in the block, without those in blocks within it.</summary>
        public IReadOnlyList<Ast> Numbers => _numbers ??= [.. Tree().FindAll(IsNumberOrRange, searchNestedScriptBlocks: false)];

        private Ast Tree() => script.Tree
            .FindAll(node => node is ScriptBlockAst && node.Extent.StartOffset <= position.StartOffset && position.EndOffset <= node.Extent.EndOffset, searchNestedScriptBlocks: true)
            .LastOrDefault() ?? script.Tree;

        private static bool IsNumberOrRange(Ast node) =>
            node is BinaryExpressionAst { Operator: TokenKind.DotDot } || (node is ConstantExpressionAst and not StringConstantExpressionAst && node.Extent.Text.All(char.IsDigit));
    }
}
