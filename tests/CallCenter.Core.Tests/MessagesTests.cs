using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class MessagesTests
{
    private static readonly Regex Literal = new("\"([^\"\\\\\r\n]*)\"");

    // The labels of the views, and texts in their cells.
    private static readonly Regex ViewText = new("\\bView_[A-Za-z]+");

    private static readonly Regex TextName = new("^[A-Z][A-Za-z]+_[A-Za-z]*$");
    private static readonly Regex Call = new("Messages\\.Format\\(\\s*\"([A-Za-z]+_[A-Za-z]+)\"(?=[,)])");
    private static readonly Regex Place = new("\\{([0-9])\\}");

    private static readonly Dictionary<string, string> Texts =
        XDocument.Load(Path.Combine(SourceTree.Root, "src", "CallCenter.Core", "Text", "Messages.resx"))
            .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static readonly HashSet<string> Literals =
    [
        .. SourceTree.CSharpFiles.SelectMany(file => Literal.Matches(File.ReadAllText(file)).Cast<Match>()).Select(match => match.Groups[1].Value),
        .. ViewText.Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "src", "CallCenter", "module", "CallCenter.Format.ps1xml"))).Cast<Match>().Select(match => match.Value),
    ];

    // The faults of a cell, which are said in other words in a file.
    private static readonly ErrorKind[] OfCells = [ErrorKind.MissingValue, ErrorKind.InvalidValue, ErrorKind.PasswordRule];

    // Texts that the sources name by a prefix and a kind.
    private static readonly HashSet<string> ByKind =
    [
        .. Enum.GetNames<ErrorKind>().SelectMany(kind => new[] { "Reason_" + kind, "Advice_" + kind }),
        .. OfCells.SelectMany(kind => new[] { "Fault_" + kind, "FaultAdvice_" + kind }),
    ];

    public static TheoryData<ErrorKind> Kinds => new(Enum.GetValues<ErrorKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_error_says_why_and_what_to_do(ErrorKind kind)
    {
        Assert.False(string.IsNullOrWhiteSpace(Messages.Format("Reason_" + kind, "a", "b", "c")));
        Assert.False(string.IsNullOrWhiteSpace(Messages.Format("Advice_" + kind, "a", "b", "c")));
    }

    [Fact]
    public void Every_kind_of_fault_in_a_cell_says_what_and_what_to_do_in_a_file_too()
    {
        Assert.All(OfCells, kind => Assert.Contains("Fault_" + kind, Texts.Keys));
        Assert.All(OfCells, kind => Assert.Contains("FaultAdvice_" + kind, Texts.Keys));
    }

    [Fact]
    public void Every_text_that_the_sources_name_exists()
    {
        var prefixes = Texts.Keys.Select(name => name[..(name.IndexOf('_', StringComparison.Ordinal) + 1)]).ToHashSet();
        var named = Literals.Where(literal => TextName.IsMatch(literal) && prefixes.Any(prefix => literal.StartsWith(prefix, StringComparison.Ordinal)))
            .Except(["Reason_", "Advice_", "Fault_", "FaultAdvice_"])
            .ToList();

        Assert.True(named.Count > 40, "The search found hardly any text name: " + named.Count);
        Assert.DoesNotContain(named, name => !Texts.ContainsKey(name));
    }

    [Fact]
    public void Every_text_is_used()
    {
        Assert.Empty(Texts.Keys.Except(Literals).Except(ByKind));
    }

    [Fact]
    public void Every_call_fills_all_the_places_of_its_text()
    {
        var wrong = new List<string>();
        var calls = 0;
        foreach (var source in SourceTree.CSharpFiles.Select(File.ReadAllText))
        {
            foreach (Match match in Call.Matches(source))
            {
                calls++;
                var given = Arguments(source, match.Index + match.Length);
                var places = PlacesOf(Texts[match.Groups[1].Value]);
                if (given != places)
                {
                    wrong.Add($"{match.Groups[1].Value} has {places} places, and a call gives {given}");
                }
            }
        }

        Assert.True(calls > 40, "The search found hardly any call: " + calls);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Places_are_numbered_without_gaps_and_quoted_rightly()
    {
        foreach (var (name, text) in Texts)
        {
            var places = PlacesOf(text);
            var formatted = string.Format(null, text, [.. Enumerable.Range(0, places).Select(i => "x" + i)]);

            // Reasons and advices share one list of details, of which either may leave some out.
            if (!ByKind.Contains(name))
            {
                Assert.All(Enumerable.Range(0, places), i => Assert.Contains("x" + i, formatted, StringComparison.Ordinal));
            }

            Assert.DoesNotContain("{", formatted, StringComparison.Ordinal);
            Assert.DoesNotContain("}", formatted, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_text_that_does_not_exist_is_no_empty_text()
    {
        Assert.Throws<MissingManifestResourceException>(() => Messages.NoSuchText);
    }

    private static int PlacesOf(string text) =>
        Place.Matches(text).Cast<Match>().Select(match => int.Parse(match.Groups[1].Value, null) + 1).DefaultIfEmpty(0).Max();

    /// <summary>How many arguments follow in a call whose first one ends here.</summary>
    private static int Arguments(string source, int index)
    {
        var depth = 0;
        var count = 0;
        for (; ; index++)
        {
            switch (source[index])
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' when depth == 0:
                    return count;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    count++;
                    break;
                case '"':
                    index = source.IndexOf('"', index + 1);
                    break;
            }
        }
    }
}
