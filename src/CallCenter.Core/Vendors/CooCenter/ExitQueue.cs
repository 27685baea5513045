using System;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>Signs an extension out of a queue (queue page), at once or at the end of its call.</summary>
/// <param name="phoneSystem">The phone system.</param>
/// <param name="destination">The phone system, as a journal names it.</param>
/// <param name="queue">The queue's number, leading zeros included.</param>
/// <param name="extension">The extension's number, leading zeros included.</param>
/// <param name="whenIdle">What waits for the end of its call; null for at once.</param>
public sealed class ExitQueue(QueueClient phoneSystem, Destination destination, string queue, string extension, IdleExit? whenIdle = null)
    : QueueOperation(
        destination, queue, extension, "exit-queue", (own, context) => whenIdle?.SendAsync(own, context) ?? phoneSystem.ExitAsync(own.Queue, own.Extension, context),
        Messages.FormatOperationExitQueue,
        whenIdle is null ? Messages.FormatWhatIfExitQueue : Messages.FormatWhatIfExitQueueIdle,
        whenIdle is null ? Messages.FormatWhatIfExitQueueToo : Messages.FormatWhatIfExitQueueIdleToo)
{
    /// <inheritdoc/>
    public override Task<OperationOutcome> SendAsync(CallContext context) => SendAsync(mayBeDone: false, context);

    /// <inheritdoc/>
    public override Task<OperationOutcome> ResumeAsync(TimeSpan? pending, CallContext context) => SendAsync(mayBeDone: true, context);

    private async Task<OperationOutcome> SendAsync(bool mayBeDone, CallContext context)
    {
        try
        {
            return await base.SendAsync(context).ConfigureAwait(false);
        }
        catch (CallCenterException exception) when (exception.Kind == ErrorKind.InterfaceNotFound && (mayBeDone || exception.OutcomeUnknown))
        {
            // An earlier attempt may have signed it out, and it is not there any more.
            return new(this);
        }
    }
}
