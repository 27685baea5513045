using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Rows that have ended and of which the user has not been told, in the order in which they ended.</summary>
/// <typeparam name="TRequest">What is asked of the vendor.</typeparam>
/// <typeparam name="TResult">What the vendor answers.</typeparam>
internal sealed class UntoldRows<TRequest, TResult>
{
    // Enough to see where to go on; all that follow were not sent either.
    private const int FewRows = 5;

    private readonly List<BulkOutcome<BulkRow<TRequest>, TResult>> _outcomes = [];
    private readonly Func<TRequest, string> _operationOf;

    /// <summary>No rows yet.</summary>
    /// <param name="operationOf">A request in words.</param>
    public UntoldRows(Func<TRequest, string> operationOf)
    {
        _operationOf = operationOf;
    }

    /// <summary>How many there are.</summary>
    public int Count => _outcomes.Count;

    /// <summary>The one that ended first.</summary>
    public BulkOutcome<BulkRow<TRequest>, TResult> First => _outcomes[0];

    public void Add(BulkOutcome<BulkRow<TRequest>, TResult> outcome) => _outcomes.Add(outcome);

    /// <summary>The user has been told of it.</summary>
    public void Remove(BulkOutcome<BulkRow<TRequest>, TResult> outcome) => _outcomes.Remove(outcome);

    /// <summary>All but the one with that error; the user is being told of them.</summary>
    public List<BulkOutcome<BulkRow<TRequest>, TResult>> AllBut(CallCenterException error) => _outcomes.FindAll(outcome => outcome.Error != error);

    /// <summary>Rows that were read ahead and are as if they had never been, in one line; null where there are none. They are told of by that.</summary>
    public string? TakeNotSent()
    {
        var line = Describe(IsNotSent, Operation, FewRows);
        _outcomes.RemoveAll(IsNotSent);
        return line;
    }

    /// <summary>What became of the rows, a warning for each kind of end.</summary>
    /// <param name="hint">What to add about results that nobody received; null for nothing.</param>
    public IEnumerable<string> Account(string? hint)
    {
        if (Describe(outcome => outcome.Error is { OutcomeUnknown: true }, Operation) is { } unknown)
        {
            yield return Messages.Format("Stop_Unknown", unknown);
        }

        if (Describe(outcome => outcome.Error is { OutcomeUnknown: false } && !IsNotSent(outcome), outcome => outcome.Error!.Message) is { } failed)
        {
            yield return Messages.Format("Stop_Failed", failed);
        }

        if (Describe(IsNotSent, Operation, FewRows) is { } notSent)
        {
            yield return Messages.Format("Stop_NotSent", notSent);
        }

        if (Describe(outcome => outcome.Error is null, Operation) is { } done)
        {
            var warning = Messages.Format("Stop_Done", done);
            yield return hint is null ? warning : Messages.Format("Stop_WithHint", warning, hint);
        }
    }

    private static bool IsNotSent(BulkOutcome<BulkRow<TRequest>, TResult> outcome) => outcome.Error is { Kind: ErrorKind.Stopped, OutcomeUnknown: false };

    private string Operation(BulkOutcome<BulkRow<TRequest>, TResult> outcome) => _operationOf(outcome.Row.Request);

    private string? Describe(
        Predicate<BulkOutcome<BulkRow<TRequest>, TResult>> which, Func<BulkOutcome<BulkRow<TRequest>, TResult>, string> what, int most = int.MaxValue)
    {
        var rows = _outcomes.FindAll(which);
        var line = Messages.JoinStatements(rows.Take(most).Select(what));
        return rows.Count == 0 ? null : rows.Count <= most ? line : Messages.Format("Stop_More", line, rows.Count - most);
    }
}
