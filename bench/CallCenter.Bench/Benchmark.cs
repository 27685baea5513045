using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CallCenter.Bench;

/// <summary>The whole benchmark, as tables.</summary>
internal static class Benchmark
{
    private static readonly int[] Growth = [1_000, 10_000, 100_000, 1_000_000];

    public static int Run(int rounds)
    {
        var hasPowerShell = Contestant.IsInstalled("pwsh");
        var hasCurl = Contestant.IsInstalled("curl");
        if (!hasPowerShell)
        {
            Console.WriteLine("PowerShell is not installed: its contestants are left out.");
        }

        if (!hasCurl)
        {
            Console.WriteLine("curl is not installed: it is left out.");
        }

        List<Contestant> all = [Contestant.HandWritten, Contestant.Core, Contestant.CoreWithJournal];
        all.AddRange(hasPowerShell ? [Contestant.Cmdlet] : []);
        all.AddRange(hasCurl ? [Contestant.Curl] : []);
        all.AddRange(hasPowerShell ? [Contestant.ForEachParallel, Contestant.Sequential] : []);

        Compare("20 ms latency, 32 in flight", latency: 20, rows: 10_000, inFlight: 32, rounds, all);
        Compare("no latency, 16 in flight", latency: 0, rows: 50_000, inFlight: 16, rounds, all);
        Pace(allowed: 100, rows: 6_000);
        if (hasPowerShell)
        {
            ImportTime(rounds * 4);
        }

        Grow(hasPowerShell ? [Contestant.Core, Contestant.Cmdlet] : [Contestant.Core]);
        return 0;
    }

    private static void Compare(string title, int latency, int rows, int inFlight, int rounds, List<Contestant> contestants)
    {
        Console.WriteLine();
        Console.WriteLine($"## {title}");
        Console.WriteLine();
        Console.WriteLine("| contestant | rows/s | CPU µs/row | peak MB | to the hand-written loop |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        using var server = Server.Start(latency);

        // Round by round, so that whatever else the machine does meets all of them.
        var measured = contestants.ToDictionary(contestant => contestant, _ => new List<Measurement>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                measured[contestant].Add(contestant.Run(server.Uri, rows, inFlight));
            }
        }

        foreach (var contestant in contestants)
        {
            var runs = measured[contestant];
            var ratio = Median(runs.Zip(measured[Contestant.HandWritten], (own, yardstick) => own.RowsPerSecond / yardstick.RowsPerSecond));
            var cpu = Median(runs.Select(run => run.CpuMicrosecondsPerRow));
            var peak = Median(runs.Select(run => run.PeakBytes / 1048576.0));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contestant.Name} | {Median(runs.Select(run => run.RowsPerSecond)):N0} | {OrDash(cpu)} | {OrDash(peak)} | {ratio:0.000} |"));
        }
    }

    private static void Pace(int allowed, int rows)
    {
        Console.WriteLine();
        Console.WriteLine($"## A server that allows {allowed} requests a second and answers 429 above that, 32 in flight");
        Console.WriteLine();
        using var server = Server.Start(latency: 5, allowed);

        // A row that failed would have ended the run.
        var run = Contestant.Paced.Run(server.Uri, rows, 32);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows, none failed, {run.RowsPerSecond:0.0} a second: {run.RowsPerSecond / allowed:0.000} of what the server allows."));
    }

    private static void ImportTime(int rounds)
    {
        List<double> bare = [];
        List<double> imported = [];
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(PowerShellStart.Milliseconds("exit"));
            imported.Add(PowerShellStart.Milliseconds($"Import-Module '{Self.Metadata("Module")}'; exit"));
        }

        Console.WriteLine();
        Console.WriteLine("## Importing the module");
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A bare PowerShell starts in {Median(bare):0} ms, one that imports the module in {Median(imported):0} ms: {Median(imported) - Median(bare):0} ms more."));
    }

    private static void Grow(List<Contestant> contestants)
    {
        Console.WriteLine();
        Console.WriteLine("## From a thousand rows to a million, no latency, 16 in flight");
        Console.WriteLine();
        Console.WriteLine("| contestant | rows | seconds | peak MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        using var server = Server.Start(latency: 0);
        foreach (var contestant in contestants)
        {
            foreach (var rows in Growth)
            {
                var run = contestant.Run(server.Uri, rows, 16);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {contestant.Name} | {rows:N0} | {run.Seconds:0.00} | {run.PeakBytes / 1048576.0:0} |"));
            }
        }
    }

    private static string OrDash(double value) => value == 0 ? "–" : value.ToString("0", CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
