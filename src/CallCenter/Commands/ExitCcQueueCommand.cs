using System;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <summary>Signs extensions out of queues (queue page, agent-logout).</summary>
[Cmdlet(VerbsCommon.Exit, "CcQueue", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcQueueMembership))]
public sealed class ExitCcQueueCommand : QueueCommand
{
    private const string AllQueuesSet = "AllQueues";

    private IdleExit? _idleExit;

    /// <summary>The numbers of the extensions, 分机. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = AllQueuesSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("分机", "分机号")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Extension { get; set; }

    /// <summary>Sign the extensions out of every queue that the phone system lists them in.</summary>
    [Parameter(ParameterSetName = AllQueuesSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectSet)]
    public SwitchParameter AllQueues { get; set; }

    /// <summary>Pause each extension, wait until it is in no call, and sign it out then. A member that cannot be signed out does not stay paused.</summary>
    [Parameter]
    public SwitchParameter WhenIdle { get; set; }

    /// <summary>How many seconds the calls of each extension have to end.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int IdleTimeoutSec { get; set; } = 900;

    /// <inheritdoc/>
    private protected override string?[]? GivenExtensions => Extension ?? InputRow.Scalars(InputObject);

    /// <inheritdoc/>
    private protected override bool IsForAllQueues => AllQueues;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AllQueues && MyInvocation.BoundParameters.ContainsKey(nameof(Queue)))
        {
            ThrowParameter(Messages.QueueAllOrSome, Messages.QueueAllOrSomeAdvice);
        }

        if (!WhenIdle && MyInvocation.BoundParameters.ContainsKey(nameof(IdleTimeoutSec)))
        {
            ThrowParameter(Messages.QueueIdleTimeout, Messages.QueueIdleTimeoutAdvice);
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _idleExit?.Dispose();
        }
    }

    /// <inheritdoc/>
    private protected override int RowLimit => WhenIdle ? IdleExit.MaxWaiting : base.RowLimit;

    /// <inheritdoc/>
    private protected override void Connect()
    {
        base.Connect();
        _idleExit = WhenIdle ? new IdleExit(PhoneSystem, TimeSpan.FromSeconds(IdleTimeoutSec), ThrottleLimit) : null;
    }

    /// <inheritdoc/>
    private protected override Operation OperationOf(string? queue, string extension) => queue is null
        ? new ExitAllQueues(PhoneSystem, ActiveSession.QueueDestination, extension, _idleExit)
        : new ExitQueue(PhoneSystem, ActiveSession.QueueDestination, queue, extension, _idleExit);

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome)
    {
        if (outcome.Operation is ExitAllQueues all && outcome.Parts.Count == 0)
        {
            Warn(Messages.FormatQueueInNone(all.Extension));
        }

        WriteMemberships(row, outcome, CcQueueState.SignedOut);
    }
}
