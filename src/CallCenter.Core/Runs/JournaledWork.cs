using System;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Does the work of rows with a journal: one record directly before a row is sent, one after its outcome.</summary>
/// <typeparam name="TRequest">What is asked of the vendor.</typeparam>
/// <typeparam name="TResult">What the vendor answers.</typeparam>
public sealed class JournaledWork<TRequest, TResult>
{
    private readonly RunJournal _journal;
    private readonly Func<TRequest, CallContext, Task<TResult>> _work;
    private readonly Func<TRequest, TResult, CallCenterException?> _faultOf;

    /// <summary>Work with a journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="work">The work.</param>
    /// <param name="faultOf">What is wrong with a result that has some of its own; null for nothing.</param>
    public JournaledWork(RunJournal journal, Func<TRequest, CallContext, Task<TResult>> work, Func<TRequest, TResult, CallCenterException?> faultOf)
    {
        _faultOf = faultOf;
        _journal = journal;
        _work = work;
    }

    /// <summary>Why the journal misses the outcome of a row that was done; null when it misses none.</summary>
    public CallCenterException? Incomplete { get; private set; }

    /// <summary>Does a row, which is on record as begun while it may have been processed.</summary>
    /// <param name="id">What the row is known by.</param>
    /// <param name="label">What it concerns, in words.</param>
    /// <param name="number">Its number in the input.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="context">The call.</param>
    /// <exception cref="CallCenterException">It was not done, or it is not known whether it was.</exception>
    public Task<TResult> RunAsync(RowId id, string label, int number, TRequest request, CallContext context) =>
        _work(request, context with { Record = new SendRecord(_journal, id, label, number) });

    /// <summary>Records how a row ended, which is done before anybody hears of it.</summary>
    /// <param name="id">What the row is known by.</param>
    /// <param name="outcome">How it ended.</param>
    public async Task EndAsync(RowId id, BulkOutcome<TRequest, TResult> outcome)
    {
        var fault = outcome.Error ?? _faultOf(outcome.Row, outcome.Result);
        if (fault is { Kind: ErrorKind.JournalFailed })
        {
            // It was never begun.
            return;
        }

        try
        {
            await _journal.EndAsync(id, fault is null ? JournalState.Done : StateOf(fault), fault?.Id, fault?.Message).ConfigureAwait(false);
        }
        catch (CallCenterException unwritten) when (unwritten.Kind == ErrorKind.JournalFailed)
        {
            // What the server did stays done, and the user is to have its result. The next row fails before it is sent.
            Incomplete = unwritten;
        }
    }

    private static JournalState StateOf(CallCenterException exception)
    {
        if (exception.OutcomeUnknown)
        {
            return JournalState.Unknown;
        }

        return exception.Kind == ErrorKind.Stopped ? JournalState.Stopped : JournalState.Failed;
    }
}
