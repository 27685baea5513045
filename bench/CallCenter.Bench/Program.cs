using System;
using System.Globalization;
using System.Threading.Tasks;

namespace CallCenter.Bench;

/// <summary>Runs the benchmark; the other words on the command line are for its test, and for its own child processes.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case []:
                return Benchmark.Run(rounds: 5);
            case ["--quick"]:
                return Benchmark.Run(rounds: 1);
            case ["--in-flight"]:
                return Benchmark.RunInFlight(rounds: 5);
            case ["check", var rows]:
                return Benchmark.Check(Number(rows));
            case ["server", var latency, var perSecond, var atOnce]:
                await Server.BeAsync(Number(latency), Number(perSecond), Number(atOnce));
                return 0;
            case ["hand", var server, var rows, var inFlight]:
                await HandWrittenLoop.RunAsync(new Uri(server), WarmUp(rows), Number(inFlight));
                Console.WriteLine(Measurement.Of(Number(rows), () => HandWrittenLoop.RunAsync(new Uri(server), Number(rows), Number(inFlight)).GetAwaiter().GetResult()));
                return 0;
            case ["core", var server, var rows, var inFlight]:
                CoreEngine.Run(new Uri(server), WarmUp(rows), Number(inFlight));
                Console.WriteLine(Measurement.Of(Number(rows), () => CoreEngine.Run(new Uri(server), Number(rows), Number(inFlight))));
                return 0;
            case ["journal", var server, var rows, var inFlight]:
                CoreEngine.RunWithJournal(new Uri(server), WarmUp(rows), Number(inFlight));
                Console.WriteLine(Measurement.Of(Number(rows), () => CoreEngine.RunWithJournal(new Uri(server), Number(rows), Number(inFlight))));
                return 0;
            case ["paced", var server, var rows, var inFlight]:
                Console.WriteLine(Measurement.Of(Number(rows), () => CoreEngine.Run(new Uri(server), Number(rows), Number(inFlight))));
                return 0;
            case ["watched", var server, var rows, var inFlight]:
                CoreEngine.Run(new Uri(server), 2000, 32);
                Console.WriteLine(CoreEngine.Watch(new Uri(server), Number(rows), Number(inFlight)));
                return 0;
            case ["curl", var server, var rows, var inFlight]:
                Console.WriteLine(CurlRun.Run(new Uri(server), Number(rows), Number(inFlight)));
                return 0;
            default:
                await Console.Error.WriteLineAsync("Usage: dotnet run --configuration Release --project bench/CallCenter.Bench [-- --quick | --in-flight]");
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // Enough for the just-in-time compiler to have seen everything.
    private static int WarmUp(string rows) => Math.Max(2000, Number(rows) / 5);
}
