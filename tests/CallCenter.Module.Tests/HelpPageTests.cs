using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>Whether the pages of help say what the commands are, in each language. PowerShell is not needed.</summary>
public class HelpPageTests
{
    private const string AllSets = "__AllParameterSets";

    // What PowerShell itself adds to a command that supports -WhatIf.
    private static readonly Dictionary<string, string> ShouldProcess = new(StringComparer.Ordinal) { ["Confirm"] = "cf", ["WhatIf"] = "wi" };

    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var culture in HelpText.Cultures)
        {
            foreach (var command in ModuleAssemblies.Commands.Keys.Order(StringComparer.Ordinal))
            {
                pages.Add(culture, command);
            }
        }

        return pages;
    }

    [Fact]
    public void There_is_a_page_for_each_command_and_no_other_in_each_language()
    {
        Assert.Equal(["en-US", "zh-CN"], HelpText.Cultures);
        foreach (var culture in HelpText.Cultures)
        {
            Assert.Equal(
                ModuleAssemblies.Commands.Keys.Order(StringComparer.Ordinal),
                HelpPage.All.Where(page => page.Culture == culture).Select(page => page.Command));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_head_names_the_command_the_language_and_the_file_of_its_help(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        foreach (var line in (string[])["document type: cmdlet", "external help file: CallCenter.dll-Help.xml", $"Locale: {culture}", "Module Name: CallCenter", $"title: {command}", $"# {command}"])
        {
            Assert.Contains("\n" + line + "\n", page.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_text_of_it_is_empty_or_a_placeholder(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        Assert.DoesNotMatch(@"\{\{|\}\}|(?i)\b(TODO|TBD|lorem ipsum)\b", page.Text);
        var texts = new List<(string Of, string Text)>
        {
            ("synopsis", page.Synopsis), ("description", page.Description), ("notes", page.Notes), ("links", page.Links),
        };
        texts.AddRange(page.Parameters.Select(parameter => ("-" + parameter.Name, parameter.Description)));
        texts.AddRange(page.Examples.SelectMany(example => ((string, string)[])[(example.Title, example.Title), (example.Title, example.Code), (example.Title, example.Remarks)]));
        texts.AddRange(page.Inputs.Concat(page.Outputs).Select(type => (type.Key, type.Value)));
        Assert.Empty(texts.Where(text => text.Text.Length < 3).Select(text => text.Of));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_has_three_examples_that_call_the_command(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        var own = page.Examples.Count(example => example.Code.Contains(command, StringComparison.Ordinal));
        Assert.True(own >= 3, $"{page} has {own} examples of its command.");

        // Wider ones are broken at 80 columns.
        Assert.DoesNotContain(page.Examples, example => HelpText.Columns(example.Title) > 56);
        Assert.DoesNotContain(page.Examples.SelectMany(example => example.Code.Split('\n')), line => HelpText.Columns(line) > 76);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_documents_the_parameters_that_the_command_has_and_no_other(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        var type = ModuleAssemblies.Commands[command];
        var expected = ModuleAssemblies.Parameters(type).Select(property => property.Name);
        if (SupportsShouldProcess(type))
        {
            expected = expected.Concat(ShouldProcess.Keys);
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), page.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_says_of_each_parameter_what_it_is(string culture, string command)
    {
        var type = ModuleAssemblies.Commands[command];
        foreach (var documented in HelpPage.Of(culture, command).Parameters)
        {
            var property = ModuleAssemblies.Parameters(type).FirstOrDefault(property => property.Name == documented.Name);
            var (facts, aliases, sets) = property is null
                ? ("System.Management.Automation.SwitchParameter", [ShouldProcess[documented.Name]], ["(All) Named false false false"])
                : (NameOf(property.PropertyType), AliasesOf(property), SetsOf(property).Select(set => set.ToString()));
            Assert.Equal(facts, documented.Type);
            Assert.Equal(aliases.Order(StringComparer.Ordinal), documented.Aliases.Order(StringComparer.Ordinal));
            Assert.Equal(sets.Order(StringComparer.Ordinal), documented.Sets.Order(StringComparer.Ordinal));
            Assert.Equal(property is not null && ModuleAssemblies.Attributes(property, "SupportsWildcardsAttribute").Any(), documented.SupportsWildcards);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_syntax_has_each_parameter_set_as_it_is(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        var type = ModuleAssemblies.Commands[command];
        var parameters = ModuleAssemblies.Parameters(type).SelectMany(property => SetsOf(property).Select(set => (Property: property, Set: set))).ToList();
        var sets = parameters.Select(parameter => parameter.Set.Name).Where(name => name != "(All)").Distinct().DefaultIfEmpty(AllSets).ToList();
        var standard = ModuleAssemblies.Cmdlet(type)!.NamedArguments.FirstOrDefault(argument => argument.MemberName == "DefaultParameterSetName").TypedValue.Value as string;
        Assert.Equal(
            sets.Select(set => set == standard ? set + " (Default)" : set).Order(StringComparer.Ordinal),
            page.Syntax.Keys.Order(StringComparer.Ordinal));
        foreach (var (heading, line) in page.Syntax)
        {
            var set = heading.Split(' ')[0];
            var expected = parameters.Where(parameter => parameter.Set.Name == set || parameter.Set.Name == "(All)").Select(parameter => Usage(parameter.Property, parameter.Set));
            if (SupportsShouldProcess(type))
            {
                expected = expected.Concat(ShouldProcess.Keys.Select(name => $"[-{name}]"));
            }

            Assert.StartsWith(command + " ", line, StringComparison.Ordinal);
            var shown = Regex.Matches(line[(command.Length + 1)..], @"\[\[-\w+\] <[^>]+>\]|\[-\w+\] <[^>]+>|\[-\w+( <[^>]+>)?\]|-\w+( <[^>]+>)?").Select(match => match.Value);
            Assert.Equal(expected.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_names_what_comes_in_from_the_pipeline(string culture, string command)
    {
        var expected = ModuleAssemblies.Parameters(ModuleAssemblies.Commands[command])
            .Where(property => SetsOf(property).Any(set => set.ByValue || set.ByName))
            .Select(property => NameOf(property.PropertyType)).Distinct().DefaultIfEmpty("None");
        Assert.Equal(expected.Order(StringComparer.Ordinal), HelpPage.Of(culture, command).Inputs.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_describes_what_comes_out_with_all_its_properties(string culture, string command)
    {
        var page = HelpPage.Of(culture, command);
        var types = ModuleAssemblies.OutputTypes(ModuleAssemblies.Commands[command]).ToList();
        Assert.Equal(types.Select(type => type.FullName).Order(StringComparer.Ordinal), page.Outputs.Keys.Order(StringComparer.Ordinal));
        foreach (var type in types.Where(type => type != typeof(void)))
        {
            var text = page.Outputs[type.FullName!];
            var (members, values) = Describe(type);
            Assert.Equal(
                members.Order(StringComparer.Ordinal),
                Regex.Matches(text, @"^ *- `(?<name>\w+)`", RegexOptions.Multiline).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
            Assert.All(values, value => Assert.Contains($"`{value}`", text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_links_lead_to_pages_that_exist(string culture, string command)
    {
        var links = Regex.Matches(HelpPage.Of(culture, command).Links, @"^- \[(?<name>[^\]]+)\]\((?<file>[^)]+)\)$", RegexOptions.Multiline);
        Assert.Contains(links, link => link.Groups["name"].Value == "about_CallCenter");
        foreach (Match link in links)
        {
            var name = link.Groups["name"].Value;
            Assert.Equal(name + ".md", link.Groups["file"].Value);
            Assert.True(name == "about_CallCenter" || ModuleAssemblies.Commands.ContainsKey(name), name);
            Assert.NotEqual(command, name);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_has_the_same_shape_in_each_language(string culture, string command)
    {
        var (page, english) = (HelpPage.Of(culture, command), HelpPage.Of("en-US", command));
        Assert.Equal(english.Examples.Select(example => example.Code), page.Examples.Select(example => example.Code));
        Assert.Equal(Names(english), Names(page));
        if (culture == "zh-CN")
        {
            var texts = page.Parameters.Select(parameter => parameter.Description).Concat(page.Examples.Select(example => example.Remarks)).Append(page.Synopsis);
            Assert.All(texts, text => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text));
        }
    }

    // What stays English in each language, wherever in the text it stands: names of parameters, and ids of errors.
    private static IEnumerable<string> Names(HelpPage page) =>
        Regex.Matches(page.Description + page.Notes + string.Concat(page.Parameters.Select(parameter => parameter.Description)), "`(?<name>[^`]+)`")
            .Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    private static bool SupportsShouldProcess(Type command) =>
        ModuleAssemblies.Cmdlet(command)!.NamedArguments.Any(argument => argument.MemberName == "SupportsShouldProcess" && argument.TypedValue.Value is true);

    private static IEnumerable<string> AliasesOf(PropertyInfo property) =>
        from attribute in ModuleAssemblies.Attributes(property, "AliasAttribute")
        from name in (IReadOnlyCollection<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!
        select (string)name.Value!;

    private static IEnumerable<ParameterSet> SetsOf(PropertyInfo property) =>
        ModuleAssemblies.Attributes(property, "ParameterAttribute").Select(attribute =>
        {
            var given = attribute.NamedArguments.ToDictionary(argument => argument.MemberName, argument => argument.TypedValue.Value);
            return new ParameterSet(
                given.GetValueOrDefault("ParameterSetName") as string ?? "(All)",
                given.GetValueOrDefault("Position") as int?,
                given.GetValueOrDefault("Mandatory") is true,
                given.GetValueOrDefault("ValueFromPipeline") is true,
                given.GetValueOrDefault("ValueFromPipelineByPropertyName") is true);
        });

    private static string Usage(PropertyInfo property, ParameterSet set)
    {
        var name = set.Position is null ? "-" + property.Name : $"[-{property.Name}]";
        var usage = property.PropertyType.Name == "SwitchParameter" ? name : $"{name} <{ShortNameOf(property.PropertyType)}>";
        return set.IsRequired ? usage : $"[{usage}]";
    }

    private static string NameOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type).FullName!;

    // The accelerator where PowerShell has one.
    private static string ShortNameOf(Type type) => type switch
    {
        { IsArray: true } => ShortNameOf(type.GetElementType()!) + "[]",
        { Name: "Int32" } => "int",
        { Name: "String" or "Double" or "Uri" or "TimeSpan" or "SecureString" or "PSCredential" or "PSObject" } => type.Name.ToLowerInvariant(),
        _ => (Nullable.GetUnderlyingType(type) ?? type).Name,
    };

    /// <summary>The properties of a type and of our own types in them, and the names of our own enumerations' values.</summary>
    private static (List<string> Members, List<string> Values) Describe(Type type)
    {
        var (members, values) = (new List<string>(), new List<string>());
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            members.Add(property.Name);
            var inner = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType.GetElementType() ?? property.PropertyType;
            if (inner.IsEnum)
            {
                values.AddRange(inner.GetEnumNames());
            }
            else if (ModuleAssemblies.All.Contains(inner.Assembly))
            {
                var (more, moreValues) = Describe(inner);
                members.AddRange(more);
                values.AddRange(moreValues);
            }
        }

        return (members, values);
    }

    private sealed record ParameterSet(string Name, int? Position, bool IsRequired, bool ByValue, bool ByName)
    {
        public override string ToString() => FormattableString.Invariant(
            $"{Name} {Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "Named"} {Lower(IsRequired)} {Lower(ByValue)} {Lower(ByName)}");

        private static string Lower(bool value) => value ? "true" : "false";
    }
}
