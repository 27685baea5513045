using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;

namespace CallCenter.Quickstart;

/// <summary>
/// Onboards the sample CSV file against the simulator: in PowerShell where that is installed, through Core where it is not.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (arguments is not ([] or ["--core"]))
        {
            await Console.Error.WriteLineAsync("Usage: dotnet run --project samples/Quickstart [-- --core]").ConfigureAwait(false);
            return 2;
        }

        var samples = Metadata("Samples");
        if (arguments.Length == 0 && PowerShell.Find() is { } powerShell)
        {
            Console.WriteLine($"Running samples/Rehearse.ps1 in PowerShell {powerShell.Version}.");
            return powerShell.Run(Path.Combine(samples, "Rehearse.ps1"), "-Module", Metadata("Module"));
        }

        Console.WriteLine(arguments.Length == 0
            ? $"PowerShell {PowerShell.Least} or later is not on this machine: the same job runs through CallCenter.Core instead."
            : "The job of samples/Rehearse.ps1 runs through CallCenter.Core, as asked.");
        await CoreRehearsal.RunAsync(Path.Combine(samples, "agents.csv")).ConfigureAwait(false);
        return 0;
    }

    private static string Metadata(string key) =>
        typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
