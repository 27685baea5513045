using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Rows that have ended and that the user does not know of yet, in the order in which they ended.</summary>
/// <param name="run">The run that they come from.</param>
internal sealed class UndeliveredResults(Run run)
{
    /// <summary>How long one wait for a row may take: a waiting pipeline thread also prints traces and progress.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    // Requests that were given up end at once. Anything else is still at work in this process, or waits for a disk.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    // Enough to see where to go on; all that follow were not sent either.
    private const int FewRows = 5;

    private readonly List<RowOutcome> _outcomes = [];

    private Func<RowOutcome, RowOutcome>? _settle;

    /// <summary>The one that ended first; null when there is none, and while they are held.</summary>
    public RowOutcome? First => _settle is null && _outcomes.Count > 0 ? _outcomes[0] : null;

    /// <summary>Collects a row that has ended.</summary>
    /// <param name="wait">How long to wait for one.</param>
    /// <returns>False when none ended in that time.</returns>
    public bool Collect(TimeSpan wait)
    {
        if (!run.TryTake(out var outcome, wait))
        {
            return false;
        }

        _outcomes.Add(outcome);
        return true;
    }

    /// <summary>Waits for all that is under way; after a stop only for a moment, since a user who pressed Ctrl+C wants the prompt.</summary>
    public void CollectAll()
    {
        var left = StopTimeout;
        while (run.InFlight > 0 && left > TimeSpan.Zero)
        {
            left -= !Collect(Tick) && run.IsStopping ? Tick : TimeSpan.Zero;
        }
    }

    /// <summary>Removes a row that was handed on.</summary>
    public void Remove(RowOutcome outcome)
    {
        _outcomes.Remove(outcome);
        run.RecordHandedOn(outcome);
    }

    /// <summary>Holds all until <see cref="Settle"/>.</summary>
    /// <param name="settle">Decides then how a row ended after all.</param>
    public void Hold(Func<RowOutcome, RowOutcome> settle) => _settle = settle;

    /// <summary>Ends the hold, if there is one.</summary>
    public void Settle()
    {
        for (var index = 0; _settle is not null && index < _outcomes.Count; index++)
        {
            _outcomes[index] = _settle(_outcomes[index]);
        }

        _settle = null;
    }

    /// <summary>Removes and returns all of them.</summary>
    public IReadOnlyList<RowOutcome> TakeAll()
    {
        var all = _outcomes.ToArray();
        _outcomes.Clear();
        return all;
    }

    /// <summary>The rows that were read ahead and not sent, in one line; null where there are none.</summary>
    public string? DescribeNotSent() => Describe(Operations.Where(outcome => outcome.IsNotSent), Operation, FewRows);

    /// <summary>What became of the rows, a warning for each kind of end.</summary>
    /// <param name="hint">What to add about results that nobody received; null for nothing.</param>
    /// <param name="advice">How to find out about those whose outcome is unknown.</param>
    public IEnumerable<string> Account(string? hint, string advice)
    {
        var operations = Operations.ToList();
        if (Describe(operations.Where(outcome => outcome.Error is { OutcomeUnknown: true }), Operation) is { } unknown)
        {
            yield return Messages.FormatStopUnknown(unknown, advice);
        }

        if (Describe(operations.Where(outcome => outcome.Error is { OutcomeUnknown: false } && !outcome.IsNotSent), outcome => outcome.Error!.Message) is { } failed)
        {
            yield return Messages.FormatStopFailed(failed);
        }

        if (Describe(operations.Where(outcome => outcome.IsNotSent), Operation, FewRows) is { } notSent)
        {
            yield return Messages.FormatStopNotSent(notSent);
        }

        if (Describe(operations.Where(outcome => outcome.Error is null), Operation) is { } done)
        {
            var warning = Messages.FormatStopDone(done);
            yield return hint is null ? warning : Messages.FormatStopWithHint(warning, hint);
        }
    }

    private IEnumerable<OperationOutcome> Operations => _outcomes.SelectMany(outcome => outcome.Operations).SelectMany(outcome => outcome.Parts);

    private static string Operation(OperationOutcome outcome) => outcome.Operation.Describe();

    private static string? Describe(IEnumerable<OperationOutcome> outcomes, Func<OperationOutcome, string> what, int most = int.MaxValue)
    {
        var all = outcomes.ToList();
        var line = Messages.JoinStatements(all.Take(most).Select(what));
        return all.Count == 0 ? null : all.Count <= most ? line : Messages.FormatStopMore(line, all.Count - most);
    }
}
