using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>One run of many rows through faults, the same run continued without, and what was found wrong afterwards.</summary>
internal sealed class FaultCase
{
    public const int InFlight = 16;

    private readonly List<string> _wrong = [];
    private readonly ConcurrentDictionary<string, int> _arrivals = new();
    private readonly ConcurrentDictionary<string, int> _effects = new();

    /// <summary>What happens to the exchanges.</summary>
    public required FaultPlan Plan { get; init; }

    public required VendorSimulator Simulator { get; init; }

    /// <summary>The server that the rows go to.</summary>
    public required Uri Server { get; init; }

    public required int RowCount { get; init; }

    /// <summary>The rows, by a client of that server. The key of each operation is the row's number in the vendor's terms or holds it.</summary>
    public required Func<Uri, ConnectionOptions, (IDisposable Client, IReadOnlyList<Operation> Operations)> Connect { get; init; }

    /// <summary>Whether the server has done what a row asks, by its code or extension.</summary>
    public required Func<string, bool> Effect { get; init; }

    /// <summary>Whether the tenant lets the client look.</summary>
    public required bool CanLook { get; init; }

    /// <summary>Does it all.</summary>
    public FaultResult Run()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Simulator.Interceptor = request =>
        {
            var response = Simulator.Answer(request);
            if (FaultPlan.RowOf(Encoding.UTF8.GetString(request.Body)) is { } row)
            {
                _arrivals.AddOrUpdate(row, 1, (_, count) => count + 1);
                if (response.Status is 200 or 204)
                {
                    _effects.AddOrUpdate(row, 1, (_, count) => count + 1);
                }
            }

            return response;
        };
        try
        {
            return Run(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string KeyOf(Operation operation) => operation is QueueOperation queue ? queue.Extension : operation.UniqueName;

    private static JournalState StateOf(CallCenterException? error) => error switch
    {
        null => JournalState.Done,
        { OutcomeUnknown: true } => JournalState.Unknown,
        { Kind: ErrorKind.Stopped } => JournalState.Stopped,
        _ => JournalState.Failed,
    };

    private FaultResult Run(string path)
    {
        IReadOnlyList<OperationOutcome> outcomes;
        using (var proxy = new FaultProxy(Server, (_, request) => Plan.For(request)))
        {
            var options = Wire.Usual with
            {
                Timeout = Plan.Delays ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(10),
                Clock = Plan.TakesTime ? new SystemClock() : new SkippingClock(),
            };
            var (client, operations) = Connect(proxy.Uri, options);
            using (client)
            {
                outcomes = RecordingHost.Run(path, "Faults", operations, InFlight).Outcomes;
            }

            // What was held on its way arrives.
            SpinWait.SpinUntil(() => proxy.OpenConnections == 0, Wire.Patience);
        }

        var result = Compare(path, outcomes);
        var arrived = new Dictionary<string, int>(_arrivals);
        var known = outcomes.ToDictionary(outcome => KeyOf(outcome.Operation), outcome => StateOf(outcome.Error));
        return Continue(path, result, known, arrived);
    }

    private FaultResult Compare(string path, IReadOnlyList<OperationOutcome> outcomes)
    {
        Check(outcomes.Count == RowCount && outcomes.Select(outcome => outcome.Operation.Id).Distinct().Count() == RowCount, "a row has no outcome, or more than one");
        var journal = JournalReader.Read(path);
        Check(journal.Tear is null, "the journal is torn");
        var journalled = journal.Rows.ToDictionary(row => row.Id, row => row.State);
        Check(journalled.Count == RowCount, "the journal has " + journalled.Count + " rows");
        foreach (var outcome in outcomes)
        {
            Compare(outcome, journalled);
        }

        var unknown = outcomes.Count(outcome => outcome.Error is { OutcomeUnknown: true });
        Check(!CanLook || unknown <= Plan.FaultedLooks, $"{unknown} rows stayed unknown, with {Plan.FaultedLooks} looks spoilt");
        return new FaultResult
        {
            Rows = RowCount,
            Injected = Plan.Injected,
            Done = outcomes.Count(outcome => outcome.Error is null),
            Unknown = unknown,
            Failed = outcomes.Count(outcome => outcome.Error is { OutcomeUnknown: false }),
        };
    }

    private void Compare(OperationOutcome outcome, Dictionary<OperationId, JournalState> journalled)
    {
        var key = KeyOf(outcome.Operation);
        var isOnce = !outcome.Operation.IsRepeatable;
        var isDone = Effect(key);
        var state = StateOf(outcome.Error);
        var doubts = Plan.DoubtsOf(key);
        Check(journalled.GetValueOrDefault(outcome.Operation.Id, (JournalState)(-1)) == state, key + ": journal and outcome differ");
        Check(outcome.Error is not { Kind: ErrorKind.InternalError }, key + ": " + outcome.Error);
        Check(state != JournalState.Done || isDone, key + " is called done, and is not");
        Check(state != JournalState.Failed || !isDone, key + " is called failed, and is done");
        Check(state is JournalState.Done or JournalState.Failed or JournalState.Unknown, key + " is " + state);
        if (state == JournalState.Unknown)
        {
            Check(doubts.Contains(true) || Plan.MostArrivalsOf(key) > 1 || outcome.Error!.Kind == ErrorKind.Timeout || (Plan.Closes && !(isOnce && isDone)), key + " is called unknown without a reason");
        }

        if (isOnce)
        {
            Check(_arrivals.GetValueOrDefault(key) <= Plan.MostArrivalsOf(key), key + " reached the server twice");
            Check(!doubts.SkipLast(1).Contains(true), key + " was sent again although it may have been processed");
        }
    }

    private FaultResult Continue(string path, FaultResult result, Dictionary<string, JournalState> known, Dictionary<string, int> arrived)
    {
        var (client, operations) = Connect(Server, Wire.Usual);
        var isOnce = !operations[0].IsRepeatable;
        using (client)
        {
            var host = RecordingHost.Run(path, "Faults", operations, InFlight);
            Check(host.Counts.AlreadyDone == result.Done, "the journal knew " + host.Counts.AlreadyDone + " rows as done");
            Check(host.Outcomes.Count == RowCount - result.Done, "the continued run had " + host.Outcomes.Count + " rows");
            foreach (var outcome in host.Outcomes)
            {
                var mayStay = isOnce && !CanLook && known[KeyOf(outcome.Operation)] == JournalState.Unknown;
                Check(outcome.Error is null || (mayStay && outcome.Error.OutcomeUnknown), "continued: " + outcome.Error?.Message);
            }

            result = result with { UnknownAtEnd = host.Outcomes.Count(outcome => outcome.Error is not null) };
        }

        foreach (var (key, state) in known)
        {
            var again = _arrivals.GetValueOrDefault(key) - arrived.GetValueOrDefault(key);
            Check(state != JournalState.Done || again == 0, key + " was done, and sent again");
            Check(!isOnce || _arrivals.GetValueOrDefault(key) <= Plan.MostArrivalsOf(key), key + " reached the server twice in two runs");
        }

        var states = JournalReader.Read(path).Rows.ToDictionary(row => row.Id, row => row.State);
        var lost = operations.Count(operation => !Effect(KeyOf(operation)) && states[operation.Id] != JournalState.Unknown);
        var twice = isOnce ? _effects.Values.Count(count => count > 1) : 0;
        Check(lost == 0, lost + " rows are lost");
        Check(twice == 0, twice + " rows were done twice");
        return result with { Lost = lost, Twice = twice, Wrong = [.. _wrong] };
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            _wrong.Add(otherwise);
        }
    }
}
