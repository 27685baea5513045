using CallCenter.Reliability.Runner;
using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

/// <summary>Another process, of this same assembly, that has a journal open until it is killed.</summary>
internal sealed class HoldingProcess : IDisposable
{
    private const string PathVariable = "CALLCENTER_TESTS_HOLD_JOURNAL";
    private const string Ready = "journal is open";

    private readonly Process _process;

    private HoldingProcess(Process process) => _process = process;

    public static async Task<HoldingProcess> StartAsync(string journal, bool withoutLocksOfDotNet = false)
    {
        var program = typeof(HoldingProcess).Assembly.Location;
#if NET
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program]);
#else
        var start = TestRuntime.IsMono ? new ProcessStartInfo("mono", $"\"{program}\"") : new ProcessStartInfo(program);
#endif
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        start.Environment[PathVariable] = journal;
        start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = withoutLocksOfDotNet ? "1" : "0";
        var holding = new HoldingProcess(Process.Start(start)!);
        var said = await holding._process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(Ready, said);
        return holding;
    }

    /// <summary>As kill -9 does.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    // Before the test runner's own entry point, so that the assembly can be both.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void Hold()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is not { } path)
        {
            return;
        }

        using var journal = RunJournal.Open(path, JournalFolder.Header);
        Console.Out.WriteLine(Ready);
        Console.Out.Flush();
        for (var n = 0; ; n++)
        {
            var row = new TestOperation($"held {Environment.ProcessId} {n}");
            journal.BeginAsync(row, "held", n).GetAwaiter().GetResult();
            journal.EndAsync(row, JournalState.Done).GetAwaiter().GetResult();

            // The first thousand as fast as can be, for a kill in the middle of a write.
            Thread.Sleep(n < 1000 ? 0 : 10);
        }
    }
#pragma warning restore CA2255
}
