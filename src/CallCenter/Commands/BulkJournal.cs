using System;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>The journal of one run of one command.</summary>
/// <typeparam name="TRequest">What is asked of the vendor.</typeparam>
/// <typeparam name="TResult">What the vendor answers.</typeparam>
internal sealed class BulkJournal<TRequest, TResult> : IDisposable
{
    private readonly RunJournal _journal;
    private readonly Func<TRequest, RowId> _idOf;
    private readonly Func<TRequest, string> _operationOf;
    private readonly JournaledWork<BulkRow<TRequest>, TResult> _work;

    public BulkJournal(
        RunJournal journal,
        Func<TRequest, RowId> idOf,
        Func<TRequest, string> operationOf,
        Func<BulkRow<TRequest>, CallContext, Task<TResult>> work,
        Func<BulkRow<TRequest>, TResult, CallCenterException?> faultOf)
    {
        _journal = journal;
        _idOf = idOf;
        _operationOf = operationOf;
        _work = new(journal, work, faultOf);
    }

    /// <summary>How many rows earlier runs had done.</summary>
    public long AlreadyDone { get; private set; }

    /// <summary>How many rows the earlier runs left in each state.</summary>
    public JournalCounts Earlier => _journal.EarlierCounts;

    /// <summary>Where an earlier run tore the journal; null when it did not.</summary>
    public JournalTear? Tear => _journal.Tear;

    /// <summary>Why the journal misses the outcome of a row that was done; null when it misses none.</summary>
    public CallCenterException? Incomplete => _work.Incomplete;

    /// <summary>The row as this run has to do it; null when an earlier run has done it.</summary>
    public BulkRow<TRequest>? Resume(BulkRow<TRequest> row)
    {
        var id = _idOf(row.Request);
        var earlier = _journal.EarlierState(id);
        if (earlier == JournalState.Done)
        {
            AlreadyDone++;
            return null;
        }

        return row with { Id = id, WasInterrupted = earlier == JournalState.Unknown };
    }

    public Task<TResult> WorkAsync(BulkRow<TRequest> row, CallContext context) =>
        _work.RunAsync(row.Id, _operationOf(row.Request), row.Number, row, context);

    public Task EndAsync(BulkOutcome<BulkRow<TRequest>, TResult> outcome) => _work.EndAsync(outcome.Row.Id, outcome);

    public void Dispose() => _journal.Dispose();
}
