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
    private static readonly Regex Accessor = new("\\bMessages\\s*\\.\\s*([A-Z][A-Za-z]+)\\b");
    private static readonly Regex Named = new("nameof\\(Messages\\.([A-Z][A-Za-z]+)\\)");

    // The labels of the views, and texts in their cells.
    private static readonly Regex ViewText = new("\\bView[A-Z][A-Za-z]*");

    private static readonly Regex Place = new("\\{([0-9])\\}");

    private static readonly Dictionary<string, string> Texts =
        XDocument.Load(Path.Combine(SourceTree.Root, "src", "CallCenter.Core", "Text", "Messages.resx"))
            .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static readonly string[] Sources = [.. SourceTree.CSharpFiles.Select(File.ReadAllText)];

    // Texts that a table names: several of them share one list of details, of which each may leave some out.
    private static readonly HashSet<string> InTables = [.. Names(Named)];

    public static TheoryData<ErrorKind> Kinds => new(Enum.GetValues<ErrorKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_error_says_why_and_what_to_do(ErrorKind kind)
    {
        Assert.False(string.IsNullOrWhiteSpace(kind.Reason("a", "b", "c")));
        Assert.False(string.IsNullOrWhiteSpace(kind.Advice("a", "b", "c")));
        Assert.False(string.IsNullOrWhiteSpace(kind.ReasonInFile("a", "b", "c")));
        Assert.False(string.IsNullOrWhiteSpace(kind.AdviceInFile("a", "b", "c")));
    }

    [Fact]
    public void Every_text_is_used()
    {
        var views = ViewText.Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "src", "CallCenter", "module", "CallCenter.Format.ps1xml")));
        var used = Names(Accessor).SelectMany(name => new[] { name, Unformatted(name) }).Concat(views.Select(match => match.Value))
            .Append(nameof(Messages.SeparatorFacts)).Append(nameof(Messages.SeparatorStatements));

        Assert.Empty(Texts.Keys.Except(used));
    }

    [Fact]
    public void A_text_with_places_is_never_taken_without_filling_them()
    {
        var unfilled = Sources.SelectMany(source => Accessor.Matches(Named.Replace(source, string.Empty)).Select(match => match.Groups[1].Value))
            .Where(name => Texts.TryGetValue(name, out var text) && PlacesOf(text) > 0)
            .ToList();

        Assert.Empty(unfilled);
    }

    [Fact]
    public void Places_are_numbered_without_gaps_and_quoted_rightly()
    {
        Assert.True(InTables.Count > 40, "The search found hardly any text of a table: " + InTables.Count);
        foreach (var (name, text) in Texts.Where(text => PlacesOf(text.Value) > 0))
        {
            var places = PlacesOf(text);
            var formatted = string.Format(null, text, [.. Enumerable.Range(0, places).Select(i => "x" + i)]);
            if (!InTables.Contains(name))
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
        Assert.Throws<MissingManifestResourceException>(() => Messages.Named("NoSuchText"));
    }

    private static IEnumerable<string> Names(Regex pattern) => Sources.SelectMany(source => pattern.Matches(source).Select(match => match.Groups[1].Value));

    private static string Unformatted(string name) => name.StartsWith("Format", StringComparison.Ordinal) ? name["Format".Length..] : name;

    private static int PlacesOf(string text) =>
        Place.Matches(text).Select(match => int.Parse(match.Groups[1].Value, null) + 1).DefaultIfEmpty(0).Max();
}
