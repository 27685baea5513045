using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace CallCenter.Module.Tests;

/// <summary>The Markdown page of a command, in the format of Microsoft.PowerShell.PlatyPS. PowerShell is not needed to read it.</summary>
internal sealed partial class HelpPage
{
    private readonly Dictionary<string, string> _sections;

    private HelpPage(string culture, string path)
    {
        Culture = culture;
        Command = Path.GetFileNameWithoutExtension(path);
        Text = File.ReadAllText(path);
        _sections = Split(Text, "## ");
        Parameters = [.. Split(Section("PARAMETERS"), "### -").Select(part => new HelpParameter(part.Key, part.Value))];
        Examples = [.. Split(Section("EXAMPLES"), "### ").Select(part => new HelpExample(part.Key, part.Value))];
        Syntax = Split(Section("SYNTAX"), "### ").ToDictionary(part => part.Key, part => Spaces().Replace(part.Value.Replace("```", string.Empty, StringComparison.Ordinal), " ").Trim());
        Inputs = Split(Section("INPUTS"), "### ");
        Outputs = Split(Section("OUTPUTS"), "### ");
    }

    /// <summary>All pages, in all languages.</summary>
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        .. from folder in HelpText.CultureFolders
           from path in Directory.GetFiles(folder, "*-*.md").Order(StringComparer.Ordinal)
           select new HelpPage(Path.GetFileName(folder), path),
    ];

    public string Culture { get; }

    public string Command { get; }

    public string Text { get; }

    public string Synopsis => Section("SYNOPSIS");

    public string Description => Section("DESCRIPTION");

    public string Notes => Section("NOTES");

    public string Links => Section("RELATED LINKS");

    public IReadOnlyList<HelpParameter> Parameters { get; }

    public IReadOnlyList<HelpExample> Examples { get; }

    /// <summary>The command line of each parameter set, by the set's name.</summary>
    public IReadOnlyDictionary<string, string> Syntax { get; }

    /// <summary>What is said of each type, by its full name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; }

    /// <inheritdoc cref="Inputs"/>
    public IReadOnlyDictionary<string, string> Outputs { get; }

    public static HelpPage Of(string culture, string command) => All.Single(page => page.Culture == culture && page.Command == command);

    public override string ToString() => $"{Culture}/{Command}.md";

    /// <summary>The parts of a text that begin with a heading, by the heading. In a fence no line is a heading.</summary>
    private static Dictionary<string, string> Split(string text, string mark)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        string? heading = null;
        var body = new List<string>();
        var inFence = false;
        foreach (var line in text.Split('\n').Append(mark))
        {
            if (!inFence && line.StartsWith(mark, StringComparison.Ordinal))
            {
                if (heading is not null)
                {
                    parts.Add(heading, string.Join('\n', body).Trim());
                }

                heading = line[mark.Length..].Trim();
                body.Clear();
                continue;
            }

            inFence ^= line.StartsWith("```", StringComparison.Ordinal);
            body.Add(line);
        }

        return parts;
    }

    private string Section(string name) => _sections.TryGetValue(name, out var text) ? text : string.Empty;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
