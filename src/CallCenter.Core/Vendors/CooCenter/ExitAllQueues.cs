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
public sealed class ExitAllQueues(QueueClient phoneSystem, Destination destination, string extension) : Operation
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
    public override Repetition Repetition => Repetition.Repeatable;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Identity => [new("extension", extension)];

    /// <inheritdoc/>
    public override string Describe() => Messages.FormatOperationExitAllQueues(Cell.Label(extension));

    /// <inheritdoc/>
    public override string DescribeInFull(bool withPlace) => withPlace
        ? Messages.FormatWhatIfExitAllQueues(Cell.Label(extension), Place)
        : Messages.FormatWhatIfExitAllQueuesToo(Cell.Label(extension));

    /// <inheritdoc/>
    /// <exception cref="CallCenterException">The phone system did not say which queues these are.</exception>
    public override async Task<OperationOutcome> SendAsync(CallContext context)
    {
        var outcomes = new List<OperationOutcome>();
        foreach (var queue in await QueuesAsync(context).ConfigureAwait(false))
        {
            var exit = new ExitQueue(phoneSystem, destination, queue, extension);
            try
            {
                outcomes.Add(await exit.SendAsync(context).ConfigureAwait(false));
            }
            catch (CallCenterException exception)
            {
                outcomes.Add(new(exit, Error: exception));
            }
        }

        return new(this, outcomes);
    }

    private async Task<IReadOnlyList<string>> QueuesAsync(CallContext context)
    {
        try
        {
            var members = await phoneSystem.ListMembersAsync(context).ConfigureAwait(false);
            return [.. members.Where(member => member.Extension == extension).Select(member => member.Queue)];
        }
        catch (CallCenterException cause)
        {
            throw Failure.Because(Describe(), cause);
        }
    }
}
