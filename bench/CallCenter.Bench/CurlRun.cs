using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;

namespace CallCenter.Bench;

/// <summary>curl, told by a file to send every row, in parallel over kept connections.</summary>
internal static class CurlRun
{
    public static Measurement Run(Uri server, int rows, int inFlight)
    {
        var config = Path.GetTempFileName();
        try
        {
            var text = new StringBuilder();
            for (var row = 1; row <= rows; row++)
            {
                text.Append(CultureInfo.InvariantCulture, $$"""
                    {{(row == 1 ? string.Empty : "next")}}
                    url = "{{server}}api/operation/tenant/agents"
                    header = "Authorization: bench-token"
                    header = "Content-Type: application/json;charset=utf-8"
                    data = "{\"loginName\":\"u{{row}}\",\"userName\":\"User {{row}}\",\"code\":\"{{row}}\",\"password\":\"Aa1{{row:D13}}\"}"
                    output = "/dev/null"
                    silent

                    """);
            }

            File.WriteAllText(config, text.ToString());
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(
                "curl", ["--parallel", "--parallel-max", inFlight.ToString(CultureInfo.InvariantCulture), "--no-progress-meter", "--config", config]))!;
            process.WaitForExit();
            clock.Stop();
            return process.ExitCode == 0
                ? new(rows, clock.Elapsed.TotalSeconds, 0, 0)
                : throw new InvalidOperationException($"curl ended with exit code {process.ExitCode}.");
        }
        finally
        {
            File.Delete(config);
        }
    }
}
