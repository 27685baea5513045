using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Runs;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <summary>Signs extensions in to queues (queue page, agent-login).</summary>
[Cmdlet(VerbsCommon.Enter, "CcQueue", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcQueueMembership))]
public sealed class EnterCcQueueCommand : QueueCommand
{
    /// <summary>The numbers of the extensions, 分机. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("分机", "分机号")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [TextListTransform]
    [ArgumentCompleter(typeof(ExtensionCompleter))]
    public string[]? Extension { get; set; }

    /// <inheritdoc/>
    private protected override string?[]? GivenExtensions => Extension ?? InputRow.Scalars(InputObject);

    /// <inheritdoc/>
    private protected override Operation OperationOf(string? queue, string extension) =>
        new EnterQueue(PhoneSystem, ActiveSession.QueueDestination, queue!, extension);

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome) => WriteMemberships(row, outcome, CcQueueState.SignedIn);
}
