using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CallCenter.Bench;

/// <summary>The whole benchmark, as tables.</summary>
internal static class Benchmark
{
    private static readonly int[] Growth = [1_000, 10_000, 100_000, 1_000_000];

    private static readonly int[] Fixed = [1, 8, 16, 20, 24, 32, 48, 64];

    // What the runtime itself takes on a processor with a cache of this size. It would take the whole of a large server's cache, and
    // that be measured instead.
    private const int CollectEvery = 32 * 1024 * 1024;

    public static int Run(int rounds)
    {
        List<Contestant> all = [.. Installed().Where(contestant => contestant != Contestant.Paced && contestant != Contestant.Watched)];
        if (!all.Contains(Contestant.Curl))
        {
            Console.WriteLine("curl is not installed: it is left out.");
        }

        Compare("20 ms latency, 32 in flight", latency: 20, rows: 10_000, inFlight: 32, rounds, all);
        Compare("no latency, 16 in flight", latency: 0, rows: 200_000, inFlight: 16, rounds, all);
        Pace(allowed: 100, rows: 6_000);
        RunInFlight(rounds);
        ImportTime(rounds * 6);
        Grow([Contestant.HandWritten, Contestant.Core, Contestant.Cmdlet]);
        return 0;
    }

    /// <summary>The part about the number in flight.</summary>
    public static int RunInFlight(int rounds)
    {
        Find(atOnce: 0, rows: 10_000, rounds);
        Find(atOnce: 20, rows: 5_000, rounds);
        return 0;
    }

    /// <summary>Runs each contestant on a few rows, for the test that they still work.</summary>
    public static int Check(int rows)
    {
        using var server = Server.Start(latency: 0);
        foreach (var contestant in Installed())
        {
            Console.WriteLine($"{contestant.Name}: {contestant.Run(server.Uri, rows, 16).Rows} rows");
        }

        return 0;
    }

    private static IEnumerable<Contestant> Installed()
    {
        var hasCurl = Contestant.HasCurl();
        return Contestant.All.Where(contestant => contestant != Contestant.Curl || hasCurl);
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

    /// <summary>The number in flight that is found where none is given, beside fixed ones.</summary>
    private static void Find(int atOnce, int rows, int rounds)
    {
        Console.WriteLine();
        Console.WriteLine($"## A server that takes 50 ms for each request{(atOnce == 0 ? string.Empty : $" and works on {atOnce} at once")}, by the number in flight");
        Console.WriteLine();
        Console.WriteLine("| in flight | rows/s | to the best fixed one | 95 of 100 answers within ms | to an idle server |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        using var server = Server.Start(latency: 50, atOnce: atOnce);
        var measured = Fixed.Prepend(0).ToDictionary(inFlight => inFlight, _ => new List<Measurement>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var inFlight in measured.Keys)
            {
                // A fixed number needs no time to find it, so the slow ones need not send as much.
                measured[inFlight].Add(Contestant.Watched.Run(server.Uri, inFlight is 0 ? rows : Math.Min(rows, 100 * inFlight), inFlight));
            }
        }

        var best = Fixed.Max(inFlight => Median(measured[inFlight].Select(run => run.RowsPerSecond)));
        var idle = Median(measured[1].Select(run => run.SlowAnswer));
        foreach (var (inFlight, runs) in measured)
        {
            var rate = Median(runs.Select(run => run.RowsPerSecond));
            var slow = Median(runs.Select(run => run.SlowAnswer));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(inFlight == 0 ? "found" : inFlight)} | {rate:N0} | {rate / best:0.000} | {slow:0} | {slow / idle:0.00} |"));
        }
    }

    private static void ImportTime(int rounds)
    {
        // What PowerShell's own part of it is, and what a module costs that comes with it.
        using var empty = new EmptyModule();
        (string Name, string Import)[] all =
        [
            ("nothing", string.Empty),
            ("an empty module", $"Import-Module '{empty.Path}';"),
            ("PSReadLine", "Import-Module PSReadLine;"),
            ("CallCenter", $"Import-Module '{Self.Metadata("Module")}';"),
        ];
        var measured = all.ToDictionary(one => one.Name, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, import) in all)
            {
                measured[name].Add(PowerShell.Milliseconds(import + "exit"));
            }
        }

        Console.WriteLine();
        Console.WriteLine("## Importing the module");
        Console.WriteLine();
        Console.WriteLine("| a PowerShell that imports | ms from start to end | more than a bare one |");
        Console.WriteLine("| --- | ---: | ---: |");
        var bare = Median(measured["nothing"]);
        foreach (var (name, _) in all)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Median(measured[name]):0} | {Median(measured[name]) - bare:0} |"));
        }
    }

    private static void Grow(List<Contestant> contestants)
    {
        Console.WriteLine();
        Console.WriteLine($"## From a thousand rows to a million, no latency, 16 in flight, garbage collected every {CollectEvery / 1048576} MB");
        Console.WriteLine();
        Console.WriteLine("| contestant | rows | seconds | peak MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        using var server = Server.Start(latency: 0);
        foreach (var contestant in contestants)
        {
            foreach (var rows in Growth)
            {
                var run = contestant.Run(server.Uri, rows, 16, CollectEvery);
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
