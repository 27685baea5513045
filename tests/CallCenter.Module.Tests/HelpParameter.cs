using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace CallCenter.Module.Tests;

/// <summary>What a page says of a parameter.</summary>
internal sealed partial class HelpParameter
{
    public HelpParameter(string name, string body)
    {
        Name = name;
        var yaml = Yaml().Match(body);
        Description = (yaml.Success ? body[..yaml.Index] : body).Trim();
        var facts = yaml.Groups["yaml"].Value;
        Type = Fact(facts, "Type");
        DefaultValue = Fact(facts, "DefaultValue");
        SupportsWildcards = Fact(facts, "SupportsWildcards") == "true";
        Aliases = [.. Items(facts, "Aliases")];
        Sets = [.. SetItem().Matches(facts).Select(set => string.Join(" ", Facts.Select(fact => Fact(set.Value, fact))))];
    }

    /// <summary>The facts of a parameter set, in the order in which <see cref="Sets"/> has them.</summary>
    public static IReadOnlyList<string> Facts { get; } = ["Name", "Position", "IsRequired", "ValueFromPipeline", "ValueFromPipelineByPropertyName"];

    public string Name { get; }

    public string Description { get; }

    public string Type { get; }

    public string DefaultValue { get; }

    public bool SupportsWildcards { get; }

    public IReadOnlyList<string> Aliases { get; }

    /// <summary>Each parameter set with its <see cref="Facts"/>, separated by spaces.</summary>
    public IReadOnlyList<string> Sets { get; }

    private static string Fact(string yaml, string name) =>
        Regex.Match(yaml, $@"^[- ]*{name}: *(?<value>.*?)\r?$", RegexOptions.Multiline).Groups["value"].Value.Trim('\'').Replace("''", "'", StringComparison.Ordinal);

    private static IEnumerable<string> Items(string yaml, string name) =>
        Regex.Match(yaml, $@"^{name}:\n(?<items>(- .*\n)*)", RegexOptions.Multiline).Groups["items"].Value
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[2..].Trim());

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^- Name: .*\n(  .*\n)*", RegexOptions.Multiline)]
    private static partial Regex SetItem();
}
