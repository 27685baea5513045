using System.Management.Automation;
using CallCenter.Core.Runs;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <summary>Signs extensions in to queues (queue page, agent-login).</summary>
[Cmdlet(VerbsCommon.Enter, "CcQueue", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcQueueMembership))]
public sealed class EnterCcQueueCommand : MemberCommand
{
    /// <inheritdoc/>
    private protected override Operation OperationOf(string? queue, string extension) =>
        QueueOperation.Enter(PhoneSystem, ActiveSession.QueueDestination, queue!, extension);

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome) => WriteMemberships(row, outcome, CcQueueState.SignedIn);
}
