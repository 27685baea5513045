using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>Files and methods stay short enough to be read at once.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 300;
    private const int LongestMethod = 50;

    // What has a body, is no type, and has parentheses is a method or a constructor. The formatter sees to the indents.
    private static readonly Regex Body = new(@"^( {4}| {8})\{$");
    private static readonly Regex Type = new(@"\b(class|record|struct|interface|enum)\b");

    [Fact]
    public void No_source_file_is_too_long()
    {
        var files = SourceTree.CSharpFiles.Select(file => (Name: Path.GetFileName(file), Lines: File.ReadLines(file).Count()));

        Assert.DoesNotContain(files, file => file.Lines > LongestFile);
    }

    [Fact]
    public void No_method_is_too_long()
    {
        var methods = SourceTree.CSharpFiles.SelectMany(file => Methods(File.ReadAllLines(file)).Select(method => (File: Path.GetFileName(file), method.Name, method.Lines))).ToList();

        Assert.True(methods.Count > 500, "The search found hardly any method: " + methods.Count);
        Assert.DoesNotContain(methods, method => method.Lines > LongestMethod);
    }

    private static IEnumerable<(string Name, int Lines)> Methods(string[] lines)
    {
        for (var index = 0; index < lines.Length; index++)
        {
            if (!Body.IsMatch(lines[index]))
            {
                continue;
            }

            var indent = lines[index][..^1];
            var first = Array.FindLastIndex(lines, index - 1, line => line.Length > 0 && !line.StartsWith(indent + ' ', StringComparison.Ordinal));
            var last = Array.FindIndex(lines, index, line => line.StartsWith(indent + '}', StringComparison.Ordinal));
            if (lines[first].Contains('(', StringComparison.Ordinal) && !Type.IsMatch(lines[first]))
            {
                yield return (lines[first].Trim(), last - first + 1);
            }
        }
    }
}
