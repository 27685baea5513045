using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace CallCenter.Module.Tests;

/// <summary>
/// The built assemblies, to be read by reflection. PowerShell itself is not there: its reference assembly stands in for it,
/// and attributes are read as data, never made.
/// </summary>
internal static class ModuleAssemblies
{
    private static readonly AssemblyLoadContext Context = Load();

    public static Assembly Cmdlets { get; } = Context.LoadFromAssemblyPath(Path.Combine(BuiltModule.Core, "CallCenter.dll"));

    public static IReadOnlyList<Assembly> All { get; } =
    [
        Cmdlets,
        .. new[] { "CallCenter.Core.dll", "CallCenter.Simulator.dll" }.Select(name => Context.LoadFromAssemblyPath(Path.Combine(BuiltModule.Core, name))),
    ];

    /// <summary>The classes that are commands, by the commands' names.</summary>
    public static IReadOnlyDictionary<string, Type> Commands { get; } = Cmdlets.GetTypes()
        .Where(type => Cmdlet(type) is not null)
        .ToDictionary(type => $"{Cmdlet(type)!.ConstructorArguments[0].Value}-{Cmdlet(type)!.ConstructorArguments[1].Value}");

    /// <summary>The commands that the manifest exports.</summary>
    public static IReadOnlyList<string> Exported { get; } =
    [
        .. Regex.Matches(
            Regex.Match(File.ReadAllText(BuiltModule.Manifest), @"CmdletsToExport\s*=\s*@\((?<list>[^)]*)\)").Groups["list"].Value,
            "'(?<name>[^']+)'").Select(match => match.Groups["name"].Value),
    ];

    public static CustomAttributeData? Cmdlet(Type type) => Attributes(type, "CmdletAttribute").SingleOrDefault();

    public static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Name == name);

    /// <summary>The types that a command says it emits.</summary>
    public static IEnumerable<Type> OutputTypes(Type command) =>
        from attribute in Attributes(command, "OutputTypeAttribute")
        from argument in attribute.ConstructorArguments
        from type in argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> several ? several.Select(one => one.Value) : [argument.Value]
        select (Type)type;

    /// <summary>The parameters of a command, inherited ones included.</summary>
    public static IEnumerable<PropertyInfo> Parameters(Type command) =>
        command.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => Attributes(property, "ParameterAttribute").Any());

    private static AssemblyLoadContext Load()
    {
        var context = new AssemblyLoadContext("The built module");
        context.Resolving += (_, name) => name.Name switch
        {
            "System.Management.Automation" => context.LoadFromAssemblyPath(BuiltModule.PowerShellReference),
            "CallCenter.Core" or "CallCenter.Simulator" => context.LoadFromAssemblyPath(Path.Combine(BuiltModule.Core, name.Name + ".dll")),
            _ => null,
        };
        return context;
    }
}
