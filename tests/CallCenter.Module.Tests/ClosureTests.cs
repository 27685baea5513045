using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>
/// Whether each assembly that the module ships finds what it refers to. Windows PowerShell takes no binding redirects from a
/// module, so on .NET Framework a reference must be in-box, shipped at exactly its version, or on the resolver's list.
/// </summary>
public class ClosureTests
{
    public static TheoryData<string> DesktopFiles() => new(Names(BuiltModule.Desktop, "*.dll"));

    [Theory]
    [MemberData(nameof(DesktopFiles))]
    public void Each_reference_on_NET_Framework_is_found(string file)
    {
        var inBox = InBox();
        var shipped = Names(BuiltModule.Desktop, "*.dll").Select(name => Identity(Path.Combine(BuiltModule.Desktop, name))).ToDictionary(identity => identity.Name, identity => identity.Version);
        var resolved = Resolved();
        var missing = References(Path.Combine(BuiltModule.Desktop, file)).Where(reference => !(
            reference.Name == "System.Management.Automation"
            || (inBox.TryGetValue(reference.Name, out var own) && own >= reference.Version)
            || (shipped.TryGetValue(reference.Name, out var exact) && exact == reference.Version)
            || (resolved.Contains(reference.Name) && shipped.ContainsKey(reference.Name))));
        Assert.Empty(missing.Select(reference => $"{reference.Name} {reference.Version}"));
    }

    [Fact]
    public void The_resolver_lists_nothing_that_is_not_shipped()
    {
        var resolved = Resolved();
        Assert.NotEmpty(resolved);
        Assert.Empty(resolved.Except(Names(BuiltModule.Desktop, "*.dll").Select(Path.GetFileNameWithoutExtension)));
    }

    [Fact]
    public void The_resolver_may_take_any_shipped_version()
    {
        // It answers with what is shipped, whatever was asked for: an older one must not be handed to who wants a newer.
        var shipped = Names(BuiltModule.Desktop, "*.dll").ToDictionary(name => Path.GetFileNameWithoutExtension(name), name => Identity(Path.Combine(BuiltModule.Desktop, name)).Version);
        var resolved = Resolved();
        var tooOld =
            from file in Names(BuiltModule.Desktop, "*.dll")
            from reference in References(Path.Combine(BuiltModule.Desktop, file))
            where resolved.Contains(reference.Name) && shipped[reference.Name] < reference.Version
            select $"{file} wants {reference.Name} {reference.Version}";
        Assert.Empty(tooOld);
    }

    [Fact]
    public void What_is_in_box_is_known_with_its_version()
    {
        var inBox = InBox();
        Assert.Equal(new Version(4, 0, 0, 0), inBox["mscorlib"]);
        Assert.Contains("System.Runtime", inBox.Keys);
        Assert.DoesNotContain("System.Text.Json", inBox.Keys);
    }

    [Fact]
    public void PowerShell_7_is_given_nothing_but_our_own()
    {
        Assert.Equal(
            ["CallCenter.Core.dll", "CallCenter.Core.pdb", "CallCenter.Simulator.dll", "CallCenter.Simulator.pdb", "CallCenter.dll", "CallCenter.pdb"],
            Names(BuiltModule.Core, "*"));
    }

    [Fact]
    public void Both_editions_are_given_the_Chinese_texts()
    {
        foreach (var folder in (string[])[BuiltModule.Core, BuiltModule.Desktop])
        {
            Assert.Equal(["CallCenter.Core.resources.dll"], Names(Path.Combine(folder, "zh-CN"), "*"));
            Assert.Equal(["zh-CN"], Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)));
        }
    }

    [Fact]
    public void PowerShell_itself_is_not_shipped()
    {
        Assert.Empty(Directory.GetFiles(BuiltModule.Folder, "System.Management.Automation*", SearchOption.AllDirectories));
    }

    [Fact]
    public void On_PowerShell_7_each_reference_comes_with_it_or_is_ours()
    {
        // PowerShell 7.4, the oldest that is supported, runs on .NET 8. The compiler has seen that the members are there.
        var inBox = Directory.GetFiles(BuiltModule.Net8References, "*.dll").Select(Identity).ToDictionary(identity => identity.Name, identity => identity.Version);
        Assert.Equal(new Version(8, 0, 0, 0), inBox["System.Text.Json"]);

        // Not of .NET, but PowerShell 7.4 brings this version of it, for Protect-CmsMessage.
        inBox.Add("System.Security.Cryptography.Pkcs", new Version(8, 0, 0, 0));
        var foreign =
            from file in Names(BuiltModule.Core, "*.dll")
            from reference in References(Path.Combine(BuiltModule.Core, file))
            where !reference.Name.StartsWith("CallCenter", StringComparison.Ordinal)
                && reference.Name != "System.Management.Automation"
                && !(inBox.TryGetValue(reference.Name, out var own) && own >= reference.Version)
            select $"{file}: {reference.Name} {reference.Version}";
        Assert.Empty(foreign);
    }

    [Fact]
    public void The_layout_has_the_manifest_and_what_it_names()
    {
        var manifest = File.ReadAllText(BuiltModule.Manifest);
        Assert.Contains($"'{BuiltModule.Version}'", manifest, StringComparison.Ordinal);
        foreach (Match name in Regex.Matches(manifest, "'(?<file>[^']+\\.(dll|ps1xml))'"))
        {
            Assert.True(File.Exists(Path.Combine(BuiltModule.Folder, name.Groups["file"].Value)), name.Value);
        }
    }

    private static Dictionary<string, Version> InBox() =>
        Directory.GetFiles(BuiltModule.FrameworkReferences, "*.dll")
            .Concat(Directory.GetFiles(Path.Combine(BuiltModule.FrameworkReferences, "Facades"), "*.dll"))
            .Where(IsAssembly)
            .Select(Identity)
            .ToDictionary(identity => identity.Name, identity => identity.Version, StringComparer.OrdinalIgnoreCase);

    /// <summary>The list in the resolver's source: the class is only compiled for .NET Framework, where this test does not run.</summary>
    private static HashSet<string> Resolved()
    {
        var source = File.ReadAllText(Path.Combine(BuiltModule.RepositoryRoot, "src", "CallCenter", "AssemblyResolver.cs"));
        var list = Regex.Match(source, @"Names = new\([^)]*\)\s*\{(?<list>[^}]*)\}").Groups["list"].Value;
        return [.. Regex.Matches(list, "\"(?<name>[^\"]+)\"").Select(match => match.Groups["name"].Value)];
    }

    private static List<string> Names(string folder, string pattern) =>
        [.. Directory.GetFiles(folder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    // Some of the framework's files are mere parts of an assembly.
    private static bool IsAssembly(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }

    private static (string Name, Version Version) Identity(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var definition = metadata.GetAssemblyDefinition();
        return (metadata.GetString(definition.Name), definition.Version);
    }

    private static List<(string Name, Version Version)> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))];
    }
}
