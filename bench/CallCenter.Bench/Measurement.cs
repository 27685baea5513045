using System;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CallCenter.Bench;

/// <summary>What one contestant did in one pass.</summary>
/// <param name="Rows">How many rows it did.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="CpuSeconds">How much processor time its process used for it; 0 when that cannot be told.</param>
/// <param name="PeakBytes">The most memory its process ever had.</param>
internal sealed record Measurement(int Rows, double Seconds, double CpuSeconds, long PeakBytes)
{
    /// <summary>Within how many milliseconds 95 of 100 requests were answered; 0 where nobody looked.</summary>
    public double SlowAnswer { get; init; }

    public double RowsPerSecond => Rows / Seconds;

    public double CpuMicrosecondsPerRow => CpuSeconds * 1e6 / Rows;

    /// <summary>Measures this process while it works.</summary>
    public static Measurement Of(int rows, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        work();
        clock.Stop();
        process.Refresh();
        return new(rows, clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds, process.PeakWorkingSet64);
    }

    /// <summary>Reads the line that a contestant's process prints.</summary>
    public static Measurement Parse(string line) => JsonSerializer.Deserialize<Measurement>(line)!;

    /// <summary>The line that a contestant's process prints.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"Rows\":{Rows},\"Seconds\":{Seconds:R},\"CpuSeconds\":{CpuSeconds:R},\"PeakBytes\":{PeakBytes},\"SlowAnswer\":{SlowAnswer:R}}}");
}
