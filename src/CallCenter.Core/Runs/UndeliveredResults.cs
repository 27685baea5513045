using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// What the user does not know of yet: rows that have ended, in that order, and rows that were not sent since their server could no
/// longer be reached.
/// </summary>
/// <param name="run">The run that they belong to.</param>
internal sealed class UndeliveredResults(Run run)
{
    /// <summary>How long one wait for a row may take: a waiting pipeline thread also prints traces and progress.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    // Requests that were given up end at once. Anything else is still at work in this process, or waits for a disk.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    // Enough to see where to go on; all that follow were not sent either.
    private const int FewRows = 5;

    private readonly List<RowOutcome> _outcomes = [];

    // The inputs of all rows that were not sent, and what the first of them do.
    private readonly List<object> _unsent = [];
    private readonly List<string> _firstUnsent = [];

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

    /// <summary>Keeps a row that was not sent since its server could no longer be reached.</summary>
    public void AddUnsent(RunRow row)
    {
        _unsent.Add(row.Target);
        if (_firstUnsent.Count < FewRows)
        {
            _firstUnsent.Add(row.Describe());
        }
    }

    /// <summary>Removes these rows, and returns the one error of them all with their inputs; null where there are none.</summary>
    public (CallCenterException Fault, IReadOnlyList<object> Targets)? TakeUnsent()
    {
        if (_unsent.Count == 0)
        {
            return null;
        }

        object[] all = [.. _unsent];
        var fault = Failure.ServerGone(run.ServerFault!, all.Length, Line(_firstUnsent, all.Length));
        _unsent.Clear();
        _firstUnsent.Clear();
        return (fault, all);
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
        return all.Count == 0 ? null : Line([.. all.Take(most).Select(what)], all.Count);
    }

    private static string Line(List<string> first, int count)
    {
        var line = Messages.JoinStatements(first);
        return count == first.Count ? line : Messages.FormatStopMore(line, count - first.Count);
    }
}
