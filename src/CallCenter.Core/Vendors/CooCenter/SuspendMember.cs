using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>Pauses a member of a queue, which then gets no calls from it (queue pause page).</summary>
/// <param name="phoneSystem">The phone system.</param>
/// <param name="destination">The phone system, as a journal names it.</param>
/// <param name="queue">The queue's number, leading zeros included.</param>
/// <param name="extension">The extension's number, leading zeros included.</param>
public sealed class SuspendMember(QueueClient phoneSystem, Destination destination, string queue, string extension) : QueueOperation(destination, queue, extension)
{
    /// <inheritdoc/>
    public override string Name => "suspend-member";

    /// <inheritdoc/>
    public override string Describe() => Messages.FormatOperationSuspendMember(Cell.Label(Extension), Cell.Label(Queue));

    /// <inheritdoc/>
    public override string DescribeInFull(bool withPlace) => withPlace
        ? Messages.FormatWhatIfSuspendMember(Cell.Label(Extension), Cell.Label(Queue), Place)
        : Messages.FormatWhatIfSuspendMemberToo(Cell.Label(Extension), Cell.Label(Queue));

    /// <inheritdoc/>
    public override async Task<OperationOutcome> SendAsync(CallContext context) =>
        new(this, await phoneSystem.SuspendAsync(Queue, Extension, context).ConfigureAwait(false));
}
