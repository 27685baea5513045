using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Shows who is signed in to the queues, and what they are doing (queue information page).</summary>
[Cmdlet(VerbsCommon.Get, "CcQueueMember")]
[OutputType(typeof(CcQueueMember))]
public sealed class GetCcQueueMemberCommand : FloorCommand
{
    /// <summary>The numbers of the queues, 队列; wildcards are allowed. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("队列", "队列号")]
    [SupportsWildcards]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Queue { get; set; }

    /// <summary>The numbers of the extensions, 分机; wildcards are allowed. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("分机", "分机号")]
    [SupportsWildcards]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Extension { get; set; }

    /// <inheritdoc/>
    private protected override void Show()
    {
        LostZero.Refuse(nameof(Queue), Queue, Floor.QueueWithZeros, Messages.LostZeroPhoneSystem);
        LostZero.Refuse(nameof(Extension), Extension, Floor.ExtensionWithZeros, Messages.LostZeroPhoneSystem);
        var list = Floor.Queues!;
        var queues = Select(list.Queues, queue => queue, nameof(Queue), Queue, name => Failure.Session(ErrorKind.QueueNotFound, name));
        if (queues.Count == 0)
        {
            return;
        }

        var members = list.Members.Where(member => queues.Contains(member.Queue)).ToList();
        foreach (var member in Select(members, member => member.Extension, nameof(Extension), Extension, name => Failure.Session(ErrorKind.MemberNotFound, name)))
        {
            WriteObject(new CcQueueMember(member, Floor.Of(member.Extension)));
        }
    }
}
