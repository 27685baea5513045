using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>A process that creates agents is killed at random instants, and each time the run is continued by another.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 14;
    private const int RowCount = 400;
    private const int InFlight = 8;

    // What a process may have answered before it is killed: together with what is in flight then, too few to come to the end.
    private const int AnswersEach = (RowCount / Kills) - InFlight;

    /// <summary>The seeds, and whether agents can be listed.</summary>
    public static TheoryData<int, bool> Seeds => Full.IsOn
        ? new TheoryData<int, bool> { { 1, true }, { 2, true }, { 3, true }, { 4, false } }
        : new TheoryData<int, bool> { { 1, true }, { 4, false } };

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_killed_run_is_continued_without_losing_or_repeating_a_row(int seed, bool canLook)
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { AllowAgentList = canLook, Latency = TimeSpan.FromMilliseconds(100) });
        var arrivals = new ConcurrentDictionary<string, int>();
        var answersLeft = AnswersEach;
        using var killed = new ManualResetEventSlim();
        simulator.Interceptor = request =>
        {
            if (FaultPlan.RowOf(Encoding.UTF8.GetString(request.Body)) is not { } code)
            {
                return null;
            }

            arrivals.AddOrUpdate(code, 1, (_, count) => count + 1);
            var response = simulator.Answer(request);
            if (Interlocked.Decrement(ref answersLeft) < 0)
            {
                // However late a busy machine is with the kill, there is a process to be killed.
                killed.Wait(Wire.Cancellation);
            }

            return response;
        };
        var codes = AgentRun.Operations(RowCount, null!).ToDictionary(operation => operation.Id, operation => operation.UniqueName);
        var random = new Random(seed);
        var journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var (early, during, torn, looked) = (0, 0, 0, 0);
        try
        {
            while (early + during < Kills)
            {
                var before = Read(journal);
                var arrived = new Dictionary<string, int>(arrivals);
                var requests = simulator.RequestCount;
                Volatile.Write(ref answersLeft, AnswersEach);
                killed.Reset();
                using var process = Start(simulator, journal);

                // One in five while the process starts, and the others from the first request on.
                if (random.Next(5) > 0)
                {
                    await Wire.UntilAsync(() => simulator.RequestCount > requests || process.HasExited);
                }

                await Task.Delay(random.Next(300), Wire.Cancellation);
                Assert.False(process.HasExited, $"seed {seed}: the run ended with code {(process.HasExited ? process.ExitCode : 0)} after {during} kills");
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(Wire.Cancellation);

                // What it had sent is processed, as by a vendor that knows nothing of it.
                killed.Set();
                await Wire.UntilAsync(() => simulator.OpenConnections == 0);
                var after = Read(journal);
                torn += after?.Tear is null ? 0 : 1;
                looked += after?.Counts.Unknown ?? 0;
                _ = simulator.RequestCount == requests ? early++ : during++;
                CheckNotSentAgain(before, arrived);
                CheckJournal(after);
            }

            var last = Read(journal);
            var sent = new Dictionary<string, int>(arrivals);
            Volatile.Write(ref answersLeft, int.MaxValue);
            using (var process = Start(simulator, journal))
            {
                await process.WaitForExitAsync(Wire.Cancellation);
                Assert.Equal(canLook ? 0 : 3, process.ExitCode);
            }

            CheckNotSentAgain(last, sent);
            CheckJournal(Read(journal));
            var counts = Read(journal)!.Counts;
            output.WriteLine(
                $"seed {seed}, agents {(canLook ? "can" : "cannot")} be listed: {early + during} kills, {during} of them while rows were being sent; journal torn {torn} times; " +
                $"rows found under way after kills {looked}; in the end done {counts.Done}, failed {counts.Failed}, unknown {counts.Unknown}, sent twice {arrivals.Values.Count(count => count > 1)}");
            Assert.Equal(RowCount, counts.Total);
            Assert.Equal(RowCount, counts.Done + counts.Unknown);
            Assert.All(arrivals, arrival => Assert.True(arrival.Value == 1, $"seed {seed}: {arrival.Key} was sent {arrival.Value} times"));
            if (canLook)
            {
                Assert.Equal(codes.Values.Order(), simulator.Agents.Select(agent => agent.Code).Order());
                Assert.Equal(RowCount, counts.Done);
            }
        }
        finally
        {
            File.Delete(journal);
        }

        void CheckNotSentAgain(JournalContent? known, Dictionary<string, int> arrived)
        {
            foreach (var row in known?.Rows ?? [])
            {
                var code = codes[row.Id];
                Assert.True(
                    row.State != JournalState.Done || arrivals[code] == arrived[code],
                    $"seed {seed}: {code} was known as done, and sent again");
            }
        }

        // Each agent is in the journal, and what the journal calls done is an agent.
        void CheckJournal(JournalContent? known)
        {
            var states = (known?.Rows ?? []).ToDictionary(row => codes[row.Id], row => row.State);
            Assert.All(simulator.Agents, agent => Assert.True(states.ContainsKey(agent.Code), $"seed {seed}: {agent.Code} is not in the journal"));
            Assert.All(states.Where(pair => pair.Value == JournalState.Done), pair => Assert.NotNull(simulator.FindAgent(pair.Key)));
        }
    }

    private static JournalContent? Read(string journal) =>
        File.Exists(journal) && new FileInfo(journal).Length > 0 ? JournalReader.Read(journal) : null;

    // Short enough that a request which never arrived does not hold the next run up for long.
    private static Process Start(VendorSimulator simulator, string journal) => RunProcess.Start(simulator, journal, RowCount, InFlight, TimeSpan.FromSeconds(5));
}
