using System;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Keeps one operation in the journal: a record directly before it is sent, and one after its outcome.</summary>
internal sealed class OperationRecord(RunJournal journal, Operation operation, int rowNumber) : ISendRecord
{
    private Task? _begun;
    private int _requests;

    /// <summary>An operation of several requests is begun with the first; where that failed, none of the others is sent either.</summary>
    public Task BeginAsync(TimeSpan timeout)
    {
        _requests++;
        return _begun ??= journal.BeginAsync(operation, rowNumber, timeout);
    }

    /// <summary>What the requests before it did is not taken back with it.</summary>
    public Task TakeBackAsync()
    {
        if (--_requests > 0)
        {
            return Task.CompletedTask;
        }

        _begun = null;
        return journal.EndAsync(operation, JournalState.Stopped);
    }

    /// <summary>Records how the operation ended.</summary>
    /// <exception cref="CallCenterException">The journal could not be written.</exception>
    public Task EndAsync(CallCenterException? fault)
    {
        var state = fault switch
        {
            null => JournalState.Done,
            { OutcomeUnknown: true } => JournalState.Unknown,
            { Kind: ErrorKind.Stopped } => JournalState.Stopped,
            _ => JournalState.Failed,
        };

        // Where the first record failed, nothing was sent, and there is nothing to end.
        return fault is { Kind: ErrorKind.JournalFailed } ? Task.CompletedTask : journal.EndAsync(operation, state, fault?.Id, fault?.Message);
    }
}
