using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Decides which rows of a run are sent: none that repeats an earlier row, that an earlier run did, or that the user declines.</summary>
/// <param name="host">The pipeline.</param>
/// <param name="run">The run.</param>
/// <param name="earlier">What earlier runs left of an operation; null without a journal.</param>
/// <param name="asks">Whether <see cref="IRunHost.ShouldDo"/> could say or ask anything.</param>
internal sealed class RowIntake(IRunHost host, Run run, Func<OperationId, JournalState?>? earlier, bool asks)
{
    private readonly RowKeys _keys = new();
    private readonly List<Operation> _lostResults = [];
    private string? _place;
    private long _described;

    /// <summary>How many rows an earlier run had done.</summary>
    public long AlreadyDone { get; private set; }

    /// <summary>The operations that an earlier run did, and whose secret results it did not hand on.</summary>
    public IReadOnlyList<Operation> LostResults => _lostResults;

    /// <summary>Takes a row in.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fault">Why it is refused; null when it is not.</param>
    /// <returns>The row to send, with what earlier runs left of it; null when it is not sent. The host has written its outcome then.</returns>
    public RunRow? Admit(RunRow row, out CallCenterException? fault)
    {
        fault = null;
        var name = row.Operations[0].UniqueName;
        if (!_keys.TryAdd(name, row.Number, out var before))
        {
            host.WriteRow(new(row, []));
            fault = Failure.Local(ErrorKind.DuplicateRow, host.Subject(), Cell.Label(name), before);
            return null;
        }

        if (earlier is not null)
        {
            row = row with { Earlier = [.. row.Operations.Select(operation => earlier(operation.Id))] };
            if (row.Earlier.All(state => state == JournalState.Done))
            {
                LeaveOut(row);
                return null;
            }
        }

        if (!asks || run.ServerFault is not null || ShouldDo(row))
        {
            return row;
        }

        host.WriteRow(new(row, []));
        return null;
    }

    /// <summary>What -WhatIf says at the end, in one line.</summary>
    /// <param name="rows">How many rows there were, faulty ones included.</param>
    public string DescribeTotal(long rows)
    {
        var faulty = rows - _described - AlreadyDone;
        return Messages.FormatWhatIfTotal(_described, rows)
            + (faulty > 0 ? Messages.FormatWhatIfTotalFaulty(faulty) : string.Empty)
            + (AlreadyDone > 0 ? Messages.FormatWhatIfTotalDone(AlreadyDone) : string.Empty);
    }

    private void LeaveOut(RunRow row)
    {
        AlreadyDone++;
        _lostResults.AddRange(row.Operations.Where(run.HasLostResult));
        host.WriteVerboseLine(Messages.FormatJournalAlreadyDone(row.Describe()));
        host.WriteRow(new(row, [.. row.Operations.Select(operation => new OperationOutcome(operation) { IsLeftOut = true })]));
    }

    /// <summary>Asks about a row, or describes it. The description names the place once, until a row goes elsewhere.</summary>
    private bool ShouldDo(RunRow row)
    {
        var place = row.Operations[0].Place;
        var isElsewhere = place != _place;
        _place = place;
        _described++;
        var question = Describe(row, withPlace: true);
        return host.ShouldDo(question, isElsewhere ? question : Describe(row, withPlace: false));
    }

    private static string Describe(RunRow row, bool withPlace) =>
        Messages.JoinStatements(row.Operations.Select(operation => operation.DescribeInFull(withPlace)));
}
