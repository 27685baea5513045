using System.Management.Automation;
using CallCenter.Core.Runs;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <summary>Pauses members of queues, so that they get no calls from there (queue pause page).</summary>
[Cmdlet(VerbsLifecycle.Suspend, "CcQueueMember", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcQueueMembership))]
public sealed class SuspendCcQueueMemberCommand : MemberCommand
{
    /// <inheritdoc/>
    private protected override Operation OperationOf(string? queue, string extension) =>
        QueueOperation.Suspend(PhoneSystem, ActiveSession.QueueDestination, queue!, extension);

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome) => WriteMemberships(row, outcome, CcQueueState.Paused);
}
