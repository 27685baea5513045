#if !NET
using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace CallCenter;

/// <summary>
/// Finds what System.Text.Json needs on .NET Framework beside this assembly, whatever version is asked for: powershell.exe
/// takes no binding redirects from a module. And the texts of a language, in the folder of that language.
/// </summary>
internal static class AssemblyResolver
{
    /// <summary>The assemblies that are shipped in one version and asked for in others.</summary>
    internal static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces",
        "System.Buffers",
        "System.Memory",
        "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Text.Encodings.Web",
        "System.Text.Json",
        "System.Threading.Tasks.Extensions",
        "System.ValueTuple",
    };

    public static void Register()
    {
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name);
        var isText = name.Name == "CallCenter.Core.resources";
        var path = Path.Combine(Path.GetDirectoryName(typeof(AssemblyResolver).Assembly.Location)!, isText ? name.CultureName ?? string.Empty : string.Empty, name.Name + ".dll");
        return (isText || Names.Contains(name.Name)) && File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
#endif
