using System.Management.Automation;
using CallCenter.Core.Runs;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <summary>Ends the pause of members of queues (queue pause page).</summary>
[Cmdlet(VerbsLifecycle.Resume, "CcQueueMember", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcQueueMembership))]
public sealed class ResumeCcQueueMemberCommand : MemberCommand
{
    /// <inheritdoc/>
    private protected override Operation OperationOf(string? queue, string extension) =>
        QueueOperation.Resume(PhoneSystem, ActiveSession.QueueDestination, queue!, extension);

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome) => WriteMemberships(row, outcome, CcQueueState.SignedIn);
}
