using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace CallCenter.Module.Tests;

/// <summary>Where the build put the module, and what it was made from.</summary>
internal static class BuiltModule
{
    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static string Folder => Metadata("ModuleOutput");

    public static string Version => Metadata("ModuleVersion");

    public static string Manifest => Path.Combine(Folder, "CallCenter.psd1");

    public static string Core => Path.Combine(Folder, "bin", "net8.0");

    public static string Desktop => Path.Combine(Folder, "bin", "net472");

    public static string PesterFolder => Metadata("PesterFolder");

    public static string Documentation => Metadata("ModuleDocumentation");

    public static string PowerShellReference => Metadata("PowerShellReference");

    public static string FrameworkReferences => Metadata("FrameworkReferences");

    public static string Net8References => Metadata("Net8References");

    private static string Metadata(string name) =>
        typeof(BuiltModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == name)?.Value
        ?? throw new InvalidOperationException($"The project file gives no {name}.");
}
