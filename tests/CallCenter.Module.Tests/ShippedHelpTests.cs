using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>
/// Whether the help that is laid out says what the pages say: it is made from them with PowerShell and committed, and a page
/// that was changed since must not go unseen on a machine without.
/// </summary>
public class ShippedHelpTests
{
    private const string Renew = " Run ./build.ps1 Help.";

    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static TheoryData<string> Cultures() => new(HelpText.Cultures);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void It_has_the_commands_and_no_other(string culture)
    {
        Assert.Equal(
            HelpPage.All.Where(page => page.Culture == culture).Select(page => page.Command),
            Shipped(culture).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(HelpPageTests.Pages), MemberType = typeof(HelpPageTests))]
    public void It_says_what_the_page_says(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        var help = Shipped(culture)[command];
        Same(page, "synopsis", page.Synopsis, help.Element(Command + "details")!.Element(Maml + "description"));
        Same(page, "description", page.Description, help.Element(Maml + "description"));
        Same(page, "notes", page.Notes, help.Element(Maml + "alertSet"));
        Same(page, "inputs", Said(page.Inputs), help.Element(Command + "inputTypes"));
        Same(page, "outputs", Said(page.Outputs), help.Element(Command + "returnValues"));
        Same(page, "links", page.Links.Replace("- ", string.Empty, StringComparison.Ordinal), help.Element(Command + "relatedLinks"));

        var examples = help.Descendants(Command + "example").ToList();
        Assert.Equal(page.Examples.Count, examples.Count);
        foreach (var (example, shipped) in page.Examples.Zip(examples))
        {
            Same(page, example.Title, $"---------{example.Title}---------", shipped.Element(Maml + "title"));
            Same(page, example.Title, example.Introduction, shipped.Element(Maml + "introduction"));
            Same(page, example.Title, example.Remarks, shipped.Element(Dev + "remarks"));
            Assert.Equal(example.Code, shipped.Element(Dev + "code")!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(HelpPageTests.Pages), MemberType = typeof(HelpPageTests))]
    public void It_has_the_parameters_of_the_page(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        var help = Shipped(culture)[command];
        var shipped = help.Element(Command + "parameters")!.Elements().ToDictionary(parameter => parameter.Element(Maml + "name")!.Value);
        Assert.Equal(page.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), shipped.Keys.Order(StringComparer.Ordinal));
        foreach (var parameter in page.Parameters)
        {
            Same(page, "-" + parameter.Name, parameter.Description, shipped[parameter.Name].Element(Maml + "description"));
            Assert.Equal(parameter.Type, shipped[parameter.Name].Element(Dev + "type")!.Element(Maml + "name")!.Value);
            Assert.Equal(Facts(parameter), ((string[])["required", "pipelineInput", "aliases"]).Select(name => shipped[parameter.Name].Attribute(name)!.Value));
            Assert.Equal(parameter.DefaultValue, shipped[parameter.Name].Element(Dev + "defaultValue")?.Value ?? string.Empty);
        }

        var syntax = help.Element(Command + "syntax")!.Elements()
            .Select(item => string.Join(" ", item.Elements(Command + "parameter").Select(parameter => parameter.Element(Maml + "name")!.Value)));
        Assert.Equal(
            page.Syntax.Values.Select(line => string.Join(" ", Regex.Matches(line, @"(?<=[[ ])-(?<name>\w+)").Select(match => match.Groups["name"].Value))),
            syntax);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Each_about_topic_says_what_its_page_says(string culture)
    {
        var pages = Directory.GetFiles(Path.Combine(BuiltModule.RepositoryRoot, "docs", culture), "about_*.md");
        Assert.Equal(
            pages.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(BuiltModule.Folder, culture), "*.help.txt").Select(path => Path.GetFileName(path)[..^".help.txt".Length]).Order(StringComparer.Ordinal));
        foreach (var page in pages)
        {
            var shipped = File.ReadAllText(Path.Combine(BuiltModule.Folder, culture, Path.GetFileNameWithoutExtension(page) + ".help.txt"));
            var expected = "TOPIC" + HelpText.Bare(Regex.Replace(File.ReadAllText(page), "^#+ ", string.Empty, RegexOptions.Multiline));
            Assert.True(expected == HelpText.Bare(shipped), $"{culture}/{Path.GetFileName(page)} was changed." + Renew);
            Assert.DoesNotContain(shipped.Split('\n'), line => HelpText.Columns(line) > 79);

            // Get-Help takes the fifth line as the synopsis.
            Assert.NotEmpty(shipped.Split('\n')[4].Trim());
        }
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_about_topic_names_each_command_and_each_kind_of_error(string culture)
    {
        var text = File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, "docs", culture, "about_CallCenter.md"));
        var kinds = ModuleAssemblies.All.SelectMany(assembly => assembly.GetExportedTypes()).Single(type => type.Name == "ErrorKind").GetEnumNames();
        Assert.All(ModuleAssemblies.Commands.Keys.Concat(kinds).Append("OutcomeUnknown"), name => Assert.Matches($@"(?<![A-Za-z-]){name}(?![A-Za-z])", text));
    }

    private static void Same(HelpPage page, string part, string expected, XElement? shipped) =>
        Assert.True(HelpText.Bare(expected) == HelpText.Bare(shipped?.Value ?? string.Empty), $"{page}, {part}, was changed." + Renew);

    /// <summary>What is required of a parameter, what it takes from the pipeline and its aliases, as MAML says it.</summary>
    private static string[] Facts(HelpParameter parameter)
    {
        bool Any(string fact) => parameter.Sets.Any(set => set.Split(' ')[HelpParameter.Facts.ToList().IndexOf(fact)] == "true");
        var pipeline = ((string[])[Any("ValueFromPipeline") ? "ByValue" : string.Empty, Any("ValueFromPipelineByPropertyName") ? "ByPropertyName" : string.Empty]).Where(way => way.Length > 0).ToList();
        return
        [
            Any("IsRequired") ? "true" : "false",
            pipeline.Count == 0 ? "false" : $"true ({string.Join(", ", pipeline)})",
            parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases),
        ];
    }

    private static string Said(IReadOnlyDictionary<string, string> types) => string.Concat(types.Select(type => type.Key + type.Value));

    private static Dictionary<string, XElement> Shipped(string culture) =>
        XDocument.Load(Path.Combine(BuiltModule.Folder, culture, "CallCenter.dll-Help.xml"))
            .Descendants(Command + "command").ToDictionary(command => command.Element(Command + "details")!.Element(Command + "name")!.Value);
}
