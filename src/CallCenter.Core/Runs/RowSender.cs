using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Sends the operations of a row one after the other, and keeps each on record. For any number of threads at once.</summary>
/// <param name="journal">Where each operation is recorded before it is sent and after it has ended; null for nowhere.</param>
/// <param name="handover">Where the secrets that operations set are kept; null for nowhere but in their results.</param>
/// <param name="context">What every call of the run gets.</param>
internal sealed class RowSender(RunJournal? journal, IHandover? handover, CallContext context)
{
    /// <summary>Sends a row. Where its first operation fails, the others are not sent.</summary>
    /// <returns>How the row ended, and a task that ends when all of that is on the disk; null where nothing is recorded.</returns>
    /// <remarks>
    /// The record of an outcome need not be on the disk before the next operation begins: the record of that one is awaited, and
    /// records come to the disk in order.
    /// </remarks>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A row that fails for any reason must come back as an outcome, or it would be lost.")]
    public async Task<(RowOutcome Outcome, Task? Recorded)> SendAsync(RunRow row)
    {
        var recorded = journal is null && handover is null ? null : new List<Task>(row.Operations.Count);
        var outcomes = new OperationOutcome[row.Operations.Count];
        for (var index = 0; index < outcomes.Length; index++)
        {
            if (index > 0 && outcomes[0].Fault is not null)
            {
                Array.Resize(ref outcomes, index);
                break;
            }

            var operation = row.Operations[index];
            var earlier = row.Earlier?[index];
            if (earlier == JournalState.Done)
            {
                outcomes[index] = new(operation) { IsLeftOut = true };
                continue;
            }

            var record = recorded is null ? null : new OperationRecord(journal, handover, operation, row.Number);
            try
            {
                outcomes[index] = await SendAsync(operation, wasInterrupted: earlier == JournalState.Unknown, context with { Record = record }).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                outcomes[index] = Failed(operation, exception);
            }

            if (record is not null)
            {
                recorded!.Add(record.EndAsync(outcomes[index].Fault));
            }
        }

        return (new(row, outcomes), recorded is null ? null : Task.WhenAll(recorded));
    }

    private Task<OperationOutcome> SendAsync(Operation operation, bool wasInterrupted, CallContext call) =>
        wasInterrupted ? operation.ResumeAsync(journal?.MayTakeEffectFor(operation.Id), call) : operation.SendAsync(call);

    private static OperationOutcome Failed(Operation operation, Exception exception) => new(operation, Error: exception switch
    {
        CallCenterException known => known,
        OperationCanceledException => Failure.Stopped(operation.Describe()),
        _ => Failure.Internal(operation.Describe(), exception),
    });
}
