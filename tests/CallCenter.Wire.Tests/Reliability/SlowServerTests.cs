using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>A server that acts on a request only after a while, and runs that are ended before it does and continued at once.</summary>
public sealed class SlowServerTests(ITestOutputHelper output) : IDisposable
{
    private const int RowCount = 20;
    private const int InFlight = 8;

    // The slowest server here acts within it.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    private readonly string _journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly ConcurrentDictionary<string, int> _arrivals = new();

    public void Dispose() => File.Delete(_journal);

    [Theory]
    [InlineData(1.5)]
    [InlineData(4)]
    public async Task Nobody_is_created_twice_when_the_run_is_killed_and_continued_at_once(double delay)
    {
        using var simulator = Open(delay);
        using (var killed = RunProcess.Start(simulator, _journal, RowCount, InFlight, Timeout))
        {
            await Wire.UntilAsync(() => simulator.RequestCount == InFlight);
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync(Wire.Cancellation);
        }

        using var next = RunProcess.Start(simulator, _journal, RowCount, InFlight, Timeout);
        await next.WaitForExitAsync(Wire.Cancellation);

        Assert.Equal(0, next.ExitCode);
        CheckOnce(simulator, delay, "killed");
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(4)]
    public async Task Nobody_is_created_twice_when_the_run_is_stopped_and_continued_at_once(double delay)
    {
        using var simulator = Open(delay);
        using (var client = Wire.WithToken(simulator, new ConnectionOptions { Timeout = Timeout }))
        using (var journal = RunJournal.Open(_journal, new JournalRun("New-CcAgent", [AgentRun.Tenant])))
        using (var delivery = new RecordingHost().Deliver(new Run(InFlight, RequestLog.Unread, journal), journal))
        {
            foreach (var (operation, index) in AgentRun.Operations(RowCount, client).Select((operation, index) => (operation, index)))
            {
                delivery.Add(new RunRow(index + 1, operation, [operation]));
            }

            await Wire.UntilAsync(() => simulator.RequestCount == InFlight);
            delivery.Stop();
        }

        var unknown = JournalReader.Read(_journal).Counts.Unknown;
        Assert.NotEqual(0, unknown);
        using var again = Wire.WithToken(simulator, new ConnectionOptions { Timeout = Timeout });
        var host = RecordingHost.Run(_journal, "New-CcAgent", AgentRun.Operations(RowCount, again), InFlight);

        Assert.All(host.Outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(unknown, host.Outcomes.Count(outcome => outcome.IsFromEarlierRun));
        CheckOnce(simulator, delay, "stopped");
    }

    [Fact]
    public void Nobody_is_created_twice_when_each_answer_comes_long_after_its_timeout()
    {
        using var simulator = Open(3.8);
        using var client = Wire.WithToken(simulator, new ConnectionOptions { Timeout = TimeSpan.FromSeconds(2) });
        var host = RecordingHost.Run(_journal, "New-CcAgent", AgentRun.Operations(InFlight, client), InFlight);

        Assert.All(host.Outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(InFlight, simulator.Agents.Count);
        Assert.All(_arrivals, arrival => Assert.Equal(1, arrival.Value));
    }

    [Fact]
    public async Task A_process_that_was_suspended_beyond_its_timeout_reads_the_answers_that_wait_for_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process is suspended by a signal");
        using var simulator = new VendorSimulator(new SimulatorOptions { Latency = TimeSpan.FromSeconds(1) });
        using var process = RunProcess.Start(simulator, _journal, InFlight, InFlight, TimeSpan.FromSeconds(8));
        await Wire.UntilAsync(() => simulator.RequestCount == InFlight);
        await SignalAsync("STOP", process);
        await Task.Delay(TimeSpan.FromSeconds(10), Wire.Cancellation);
        await SignalAsync("CONT", process);
        await process.WaitForExitAsync(Wire.Cancellation);

        // The tenant lists no agents, so nothing but the answers can tell.
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task SignalAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Wire.Cancellation);
    }

    private VendorSimulator Open(double delay)
    {
        var simulator = new VendorSimulator(new SimulatorOptions { AllowAgentList = true, EffectDelay = TimeSpan.FromSeconds(delay) });
        simulator.Interceptor = request =>
        {
            if (FaultPlan.RowOf(Encoding.UTF8.GetString(request.Body)) is { } code)
            {
                _arrivals.AddOrUpdate(code, 1, (_, count) => count + 1);
            }

            return null;
        };
        return simulator;
    }

    private void CheckOnce(VendorSimulator simulator, double delay, string how)
    {
        var counts = JournalReader.Read(_journal).Counts;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{how}, {delay} s before the effect: done {counts.Done}, failed {counts.Failed}, unknown {counts.Unknown}, sent twice {_arrivals.Values.Count(count => count > 1)}"));
        Assert.Equal((RowCount, RowCount), (counts.Total, counts.Done));
        Assert.Equal(RowCount, simulator.Agents.Count);
        Assert.All(_arrivals, arrival => Assert.True(arrival.Value == 1, $"{arrival.Key} was sent {arrival.Value} times"));
    }
}
