using System;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Records one operation: directly before it is sent, and after its outcome.</summary>
/// <remarks>
/// Both times the secret is stored before the journal: a run that is killed in between leaves one that was never used, or a row that the
/// next run finds done and marks.
/// </remarks>
internal sealed class OperationRecord(RunJournal? journal, IHandover? handover, Operation operation, int rowNumber) : ISendRecord
{
    private Task? _begun;
    private int _requests;
    private bool _isHandedOver;

    /// <summary>The first of several requests begins the record; if that fails, the others are not sent either.</summary>
    public Task BeginAsync(TimeSpan timeout)
    {
        _requests++;
        return _begun ??= BeginOnceAsync(timeout);
    }

    /// <summary>This does not take back what earlier requests of the operation did.</summary>
    public Task RetractAsync()
    {
        if (--_requests > 0)
        {
            return Task.CompletedTask;
        }

        _begun = null;
        return journal?.EndAsync(operation, JournalState.Stopped) ?? Task.CompletedTask;
    }

    /// <summary>Records how the operation ended.</summary>
    /// <exception cref="CallCenterException">That could not be written.</exception>
    public async Task EndAsync(CallCenterException? fault)
    {
        var state = fault switch
        {
            null => JournalState.Done,
            { OutcomeUnknown: true } => JournalState.Unknown,
            { Kind: ErrorKind.Stopped } => JournalState.Stopped,
            _ => JournalState.Failed,
        };
        try
        {
            // If it is done although it was not sent this time, an earlier run sent it and handed its secret over.
            if (handover is not null && (state == JournalState.Done || (_isHandedOver && state != JournalState.Unknown)))
            {
                await handover.EndAsync(operation, state == JournalState.Done).ConfigureAwait(false);
            }
        }
        finally
        {
            // Where the first record failed, nothing was sent, and there is nothing to end.
            if (journal is not null && fault is not { Kind: ErrorKind.JournalFailed })
            {
                await journal.EndAsync(operation, state, fault?.Id, fault?.Message, IsSecretLeft(state) ? false : null).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether there is now a secret that only the result holds.</summary>
    private bool IsSecretLeft(JournalState state) => state == JournalState.Done && handover is null && operation.IsResultSecret;

    private async Task BeginOnceAsync(TimeSpan timeout)
    {
        if (handover is not null && !_isHandedOver)
        {
            await handover.BeginAsync(operation).ConfigureAwait(false);
            _isHandedOver = true;
        }

        if (journal is not null)
        {
            await journal.BeginAsync(operation, rowNumber, timeout).ConfigureAwait(false);
        }
    }
}
