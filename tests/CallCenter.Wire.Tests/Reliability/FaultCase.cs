using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>One run of many rows through faults, the same run continued without, and what was found wrong afterwards.</summary>
/// <typeparam name="TRequest">What is asked of the vendor.</typeparam>
/// <typeparam name="TResult">What the vendor answers.</typeparam>
internal sealed class FaultCase<TRequest, TResult>
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

    public required IReadOnlyList<TRequest> Rows { get; init; }

    public required Func<TRequest, RowId> IdOf { get; init; }

    /// <summary>The row's number in the vendor's terms: a code or an extension.</summary>
    public required Func<TRequest, string> KeyOf { get; init; }

    /// <summary>What is done with a row, by a client of that server.</summary>
    public required Func<Uri, ConnectionOptions, (IDisposable Client, Func<JournaledRow<TRequest>, CallContext, Task<TResult>> Work)> Connect { get; init; }

    /// <summary>Whether the server has done what the row asks.</summary>
    public required Func<IReadOnlyCollection<TRequest>, IReadOnlyList<bool>> Effects { get; init; }

    /// <summary>Whether sending a row twice does harm.</summary>
    public required bool IsOnce { get; init; }

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

    private FaultResult Run(string path)
    {
        List<BulkOutcome<JournaledRow<TRequest>, TResult>> outcomes;
        using (var proxy = new FaultProxy(Server, (_, request) => Plan.For(request)))
        {
            var options = Wire.Usual with
            {
                Timeout = Plan.Delays ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(10),
                Clock = Plan.TakesTime ? new SystemClock() : new SkippingClock(),
            };
            var (client, work) = Connect(proxy.Uri, options);
            using (client)
            {
                outcomes = JournaledRun.Run(path, "Faults", Rows, IdOf, work, InFlight).Outcomes;
            }

            // What was held on its way arrives.
            SpinWait.SpinUntil(() => proxy.OpenConnections == 0, Wire.Patience);
        }

        var result = Compare(path, outcomes);
        var arrived = new Dictionary<string, int>(_arrivals);
        var known = outcomes.ToDictionary(outcome => KeyOf(outcome.Row.Request), outcome => JournaledRun.StateOf(outcome.Error));
        return Continue(path, result, known, arrived);
    }

    private FaultResult Compare(string path, List<BulkOutcome<JournaledRow<TRequest>, TResult>> outcomes)
    {
        var numbers = outcomes.Select(outcome => outcome.Row.Number).Order().ToList();
        Check(numbers.SequenceEqual(Enumerable.Range(1, Rows.Count)), "a row has no outcome, or more than one");
        var journal = JournalReader.Read(path);
        Check(journal.Tear is null, "the journal is torn");
        var journalled = journal.Rows.ToDictionary(row => row.Row, row => row.State);
        Check(journalled.Count == Rows.Count, "the journal has " + journalled.Count + " rows");
        var effects = Effects([.. outcomes.Select(outcome => outcome.Row.Request)]);
        foreach (var (outcome, isDone) in outcomes.Zip(effects))
        {
            var key = KeyOf(outcome.Row.Request);
            var state = JournaledRun.StateOf(outcome.Error);
            var doubts = Plan.DoubtsOf(key);
            Check(journalled.GetValueOrDefault(IdOf(outcome.Row.Request), (JournalState)(-1)) == state, key + ": journal and outcome differ");
            Check(outcome.Error is not { Kind: ErrorKind.InternalError }, key + ": " + outcome.Error);
            Check(state != JournalState.Done || isDone, key + " is called done, and is not");
            Check(state != JournalState.Failed || !isDone, key + " is called failed, and is done");
            Check(state is JournalState.Done or JournalState.Failed or JournalState.Unknown, key + " is " + state);
            if (state == JournalState.Unknown)
            {
                Check(doubts.Contains(true) || outcome.Error!.Kind == ErrorKind.Timeout || (Plan.Closes && !(IsOnce && isDone)), key + " is called unknown without a reason");
            }

            if (IsOnce)
            {
                Check(_arrivals.GetValueOrDefault(key) <= 1, key + " reached the server twice");
                Check(!doubts.SkipLast(1).Contains(true), key + " was sent again although it may have been processed");
            }
        }

        var unknown = outcomes.Count(outcome => outcome.Error is { OutcomeUnknown: true });
        Check(!CanLook || unknown <= Plan.FaultedLooks, $"{unknown} rows stayed unknown, with {Plan.FaultedLooks} looks spoilt");
        return new FaultResult
        {
            Rows = Rows.Count,
            Injected = Plan.Injected,
            Done = outcomes.Count(outcome => outcome.Error is null),
            Unknown = unknown,
            Failed = outcomes.Count(outcome => outcome.Error is { OutcomeUnknown: false }),
        };
    }

    private FaultResult Continue(string path, FaultResult result, Dictionary<string, JournalState> known, Dictionary<string, int> arrived)
    {
        var (client, work) = Connect(Server, Wire.Usual);
        using (client)
        {
            var (outcomes, alreadyDone) = JournaledRun.Run(path, "Faults", Rows, IdOf, work, InFlight);
            Check(alreadyDone == result.Done, "the journal knew " + alreadyDone + " rows as done");
            Check(outcomes.Count == Rows.Count - result.Done, "the continued run had " + outcomes.Count + " rows");
            foreach (var outcome in outcomes)
            {
                var mayStay = IsOnce && !CanLook && known[KeyOf(outcome.Row.Request)] == JournalState.Unknown;
                Check(outcome.Error is null || (mayStay && outcome.Error.OutcomeUnknown), "continued: " + outcome.Error?.Message);
            }

            result = result with { UnknownAtEnd = outcomes.Count(outcome => outcome.Error is not null) };
        }

        foreach (var (key, state) in known)
        {
            var again = _arrivals.GetValueOrDefault(key) - arrived.GetValueOrDefault(key);
            Check(state != JournalState.Done || again == 0, key + " was done, and sent again");
            Check(!IsOnce || _arrivals.GetValueOrDefault(key) <= 1, key + " reached the server twice in two runs");
        }

        var states = JournalReader.Read(path).Rows.ToDictionary(row => row.Row, row => row.State);
        var lost = Rows.Zip(Effects([.. Rows])).Count(pair => !pair.Second && states[IdOf(pair.First)] != JournalState.Unknown);
        var twice = IsOnce ? _effects.Values.Count(count => count > 1) : 0;
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
