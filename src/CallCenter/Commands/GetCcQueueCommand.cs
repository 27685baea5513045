using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Shows the queues, and how many of their members do what (queue information page).</summary>
[Cmdlet(VerbsCommon.Get, "CcQueue")]
[OutputType(typeof(CcQueue))]
public sealed class GetCcQueueCommand : FloorCommand
{
    /// <summary>The numbers of the queues, 队列; wildcards are allowed. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("队列", "队列号")]
    [SupportsWildcards]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Queue { get; set; }

    /// <inheritdoc/>
    private protected override void Show()
    {
        LostZero.Refuse(nameof(Queue), Queue, Floor.QueueWithZeros, Messages.LostZeroPhoneSystem);
        var queues = Select(Floor.Queues!.Queues, queue => queue, nameof(Queue), Queue, name => Failure.Session(ErrorKind.QueueNotFound, name));
        WriteObject(queues.Select(queue => new CcQueue(queue, Floor)), enumerateCollection: true);
    }
}
