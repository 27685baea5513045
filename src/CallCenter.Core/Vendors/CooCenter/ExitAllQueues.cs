using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>
/// Signs an extension out of every queue that the phone system lists it in, one by one: the queue page does not say what a
/// sign-out without a queue means. Results in the outcomes of the <see cref="ExitQueue"/>s; one that fails does not keep the
/// others from being tried.
/// </summary>
/// <param name="phoneSystem">The phone system.</param>
/// <param name="destination">The phone system, as a journal names it.</param>
/// <param name="extension">The extension's number, leading zeros included.</param>
/// <param name="whenIdle">What waits for the end of its call; null for at once.</param>
public sealed class ExitAllQueues(QueueClient phoneSystem, Destination destination, string extension, IdleExit? whenIdle = null) : Operation
{
    /// <summary>The extension's number, leading zeros included.</summary>
    public string Extension => extension;

    /// <inheritdoc/>
    public override string Name => "exit-all-queues";

    /// <inheritdoc/>
    public override Destination Destination => destination;

    /// <inheritdoc/>
    public override string UniqueName => Messages.FormatKeyAllQueues(extension);

    /// <inheritdoc/>
    public override bool IsRepeatable => true;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Identity => [new("extension", extension)];

    /// <inheritdoc/>
    public override string Describe() => Messages.FormatOperationExitAllQueues(Cell.Label(extension));

    /// <inheritdoc/>
    public override string DescribeInFull(bool withPlace) => (withPlace, whenIdle) switch
    {
        (true, null) => Messages.FormatWhatIfExitAllQueues(Cell.Label(extension), Place),
        (false, null) => Messages.FormatWhatIfExitAllQueuesToo(Cell.Label(extension)),
        (true, _) => Messages.FormatWhatIfExitAllQueuesIdle(Cell.Label(extension), Place),
        (false, _) => Messages.FormatWhatIfExitAllQueuesIdleToo(Cell.Label(extension)),
    };

    /// <inheritdoc/>
    /// <exception cref="CallCenterException">The phone system did not say which queues these are.</exception>
    public override async Task<OperationOutcome> SendAsync(CallContext context)
    {
        var queues = await QueuesAsync(context).ConfigureAwait(false);
        if (whenIdle is not null)
        {
            return new(this, await ExitWhenIdleAsync(queues, context).ConfigureAwait(false));
        }

        var outcomes = new List<OperationOutcome>();
        foreach (var queue in queues)
        {
            outcomes.Add(await ExitAsync(queue, context).ConfigureAwait(false));
        }

        return new(this, outcomes);
    }

    /// <summary>All at once, since one queue would send it calls while it waits in another.</summary>
    private async Task<IReadOnlyList<OperationOutcome>> ExitWhenIdleAsync(IReadOnlyList<string> queues, CallContext context)
    {
        // One record for all: it counts the requests of an operation only one after the other.
        if (context.Record is not null && queues.Count > 0)
        {
            await context.Record.BeginAsync(TimeSpan.Zero).ConfigureAwait(false);
        }

        return await Task.WhenAll(queues.Select(queue => ExitAsync(queue, context with { Record = null }))).ConfigureAwait(false);
    }

    private async Task<OperationOutcome> ExitAsync(string queue, CallContext context)
    {
        var exit = new ExitQueue(phoneSystem, destination, queue, extension, whenIdle);
        try
        {
            return await exit.SendAsync(context).ConfigureAwait(false);
        }
        catch (CallCenterException exception)
        {
            return new(exit, Error: exception);
        }
    }

    private async Task<IReadOnlyList<string>> QueuesAsync(CallContext context)
    {
        try
        {
            var list = await phoneSystem.ListQueuesAsync(context).ConfigureAwait(false);
            return [.. list.Members.Where(member => member.Extension == extension).Select(member => member.Queue)];
        }
        catch (CallCenterException cause)
        {
            throw Failure.CausedBy(Describe(), cause);
        }
    }
}
