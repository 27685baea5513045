using System.Diagnostics;
using System.Linq;
using System.Reflection;

namespace CallCenter.Bench;

/// <summary>This program, started again in another role, so that each contestant's processor time and memory are its own.</summary>
internal static class Self
{
    public static ProcessStartInfo StartInfo(params string[] arguments) =>
        new("dotnet", [Assembly.GetExecutingAssembly().Location, .. arguments]);

    public static string Metadata(string key) =>
        typeof(Self).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
