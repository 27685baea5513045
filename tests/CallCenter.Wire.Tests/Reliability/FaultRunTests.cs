using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>
/// Runs of many rows, 16 in flight, client → faults → vendor. Afterwards what the vendor has is compared with the journal
/// and with what the run handed out; then the run is continued without faults.
/// </summary>
/// <remarks>
/// A case that fails prints its name and seed. To replay it alone, set <c>CALLCENTER_FAULTS</c> to <c>kind/seed</c>, such as
/// <c>mixed/4</c>, and run the test again.
/// </remarks>
public sealed class FaultRunTests(ITestOutputHelper output)
{
    private const string Queue = "630";

    private static readonly Destination PhoneSystem = new("CooCenter", "simulated");

    private static readonly int RowCount = Full.IsOn ? 1000 : 200;

    private static readonly Secret NewPassword = new("Cc2468024");

    private static readonly (string Kind, int Seed)[] MixedCases = [.. Enumerable.Range(1, 4).Select(seed => (FaultPlan.Mixed, seed))];

    private static readonly (string Kind, int Seed)[] AllCases = [.. FaultPlan.Kinds.Select((kind, index) => (kind, 100 + index)), .. MixedCases];

    [Fact]
    public Task Agents_are_created_by_a_tenant_that_lets_its_agents_be_listed() => RunAllAsync(AllCases, (plan, simulator) => Create(plan, simulator, canLook: true), canLook: true);

    [Fact]
    public Task Agents_are_created_by_a_tenant_that_does_not() => RunAllAsync(AllCases, (plan, simulator) => Create(plan, simulator, canLook: false));

    [Fact]
    public Task Passwords_are_reset() => RunAllAsync(AllCases, (plan, simulator) =>
    {
        using (var tenant = Wire.WithToken(simulator))
        {
            var outcomes = Wire.Run(AgentRun.Rows(RowCount), 8, tenant.CreateAgentAsync);
            Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        }

        return new FaultCase
        {
            Plan = plan,
            Simulator = simulator,
            Server = simulator.TenantUri,
            RowCount = RowCount,
            CanLook = false,
            Effect = code => simulator.FindAgent(code)!.PasswordResets > 0 && simulator.VerifyPassword(code, NewPassword.Reveal()),
            Connect = (server, options) =>
            {
                var tenant = Wire.WithToken(server, options, simulator.IssueToken());
                return (tenant, [.. Wire.Codes(RowCount).Select(code => new ResetPassword(tenant, AgentRun.Tenant, code, NewPassword))]);
            },
        }.Run();
    });

    [Fact]
    public Task Extensions_enter_a_queue() => RunAllAsync(AllCases, (plan, simulator) => Sign(plan, simulator, enter: true));

    [Fact]
    public Task Extensions_leave_a_queue() => RunAllAsync(MixedCases, (plan, simulator) =>
    {
        using (var queues = Wire.Queues(simulator.QueueUri))
        {
            var outcomes = Wire.Run(Wire.Codes(RowCount), 8, (extension, context) => queues.EnterAsync(Queue, extension, context));
            Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        }

        return Sign(plan, simulator, enter: false);
    });

    private static FaultResult Create(FaultPlan plan, VendorSimulator simulator, bool canLook) => new FaultCase
    {
        Plan = plan,
        Simulator = simulator,
        Server = simulator.TenantUri,
        RowCount = RowCount,
        CanLook = canLook,
        Effect = code => simulator.FindAgent(code) is not null,
        Connect = (server, options) =>
        {
            var tenant = Wire.WithToken(server, options, simulator.IssueToken());
            return (tenant, AgentRun.Operations(RowCount, tenant));
        },
    }.Run();

    private static FaultResult Sign(FaultPlan plan, VendorSimulator simulator, bool enter) => new FaultCase
    {
        Plan = plan,
        Simulator = simulator,
        Server = simulator.QueueUri,
        RowCount = RowCount,
        CanLook = false,
        Effect = extension => simulator.Queues[Queue].Contains(extension) == enter,
        Connect = (server, options) =>
        {
            var queues = Wire.Queues(server, options);
            return (queues, [.. Wire.Codes(RowCount).Select(extension => SignOf(queues, extension, enter))]);
        },
    }.Run();

    private static QueueOperation SignOf(QueueClient queues, string extension, bool enter) => enter
        ? QueueOperation.Enter(queues, PhoneSystem, Queue, extension)
        : new ExitQueue(queues, PhoneSystem, Queue, extension);

    private async Task RunAllAsync((string Kind, int Seed)[] cases, Func<FaultPlan, VendorSimulator, FaultResult> run, bool canLook = false)
    {
        if (Environment.GetEnvironmentVariable("CALLCENTER_FAULTS") is { Length: > 0 } replay)
        {
            var (kind, seed) = (replay[..replay.LastIndexOf('/')], replay[(replay.LastIndexOf('/') + 1)..]);
            cases = [(kind, int.Parse(seed, CultureInfo.InvariantCulture))];
        }

        // They mostly wait: for retries, for timeouts, between looks.
        var clock = Stopwatch.StartNew();
        var results = new FaultResult[cases.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 10, CancellationToken = Wire.Cancellation };
        await Parallel.ForAsync(0, cases.Length, options, async (index, _) =>
        {
            var plan = new FaultPlan(cases[index].Kind, cases[index].Seed);
            results[index] = await Task.Factory.StartNew(
                () =>
                {
                    using var simulator = new VendorSimulator(new SimulatorOptions { AllowAgentList = canLook });
                    return run(plan, simulator);
                },
                Wire.Cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        });

        output.WriteLine("| Fault | Seed | Rows | Faults | Done | Failed | Unknown | Unknown after continuing | Twice | Lost |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var (one, result) in cases.Zip(results))
        {
            output.WriteLine(
                $"| {one.Kind} | {one.Seed} | {result.Rows} | {result.Injected} | {result.Done} | {result.Failed} | {result.Unknown} | {result.UnknownAtEnd} | {result.Twice} | {result.Lost} |");
        }

        output.WriteLine($"{clock.Elapsed.TotalSeconds:0} s");
        var wrong = cases.Zip(results).Where(pair => pair.Second.Wrong.Count > 0)
            .Select(pair => $"{pair.First.Kind}/{pair.First.Seed}: {string.Join("; ", pair.Second.Wrong.Take(5))} ({pair.Second.Wrong.Count} in all)");
        Assert.Empty(wrong);
    }
}
