using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Signs extensions out of queues (queue page, agent-logout).</summary>
[Cmdlet(VerbsCommon.Exit, "CcQueue", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcQueueMembership))]
public sealed class ExitCcQueueCommand : QueueCommand
{
    private const string AllQueuesSet = "AllQueues";

    /// <summary>The numbers of the extensions, 分机. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = AllQueuesSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("分机", "分机号")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [TextListTransform]
    [ArgumentCompleter(typeof(ExtensionCompleter))]
    public string[]? Extension { get; set; }

    /// <summary>Sign the extensions out of every queue that the phone system lists them in.</summary>
    [Parameter(ParameterSetName = AllQueuesSet, Mandatory = true)]
    [Parameter(ParameterSetName = InputObjectSet)]
    public SwitchParameter AllQueues { get; set; }

    /// <inheritdoc/>
    private protected override CcQueueState NewState => CcQueueState.SignedOut;

    /// <inheritdoc/>
    private protected override string?[]? GivenExtensions => Extension ?? InputRow.Scalars(InputObject);

    /// <inheritdoc/>
    private protected override (string Operation, string Sentence, string Short) Texts => ("Operation_ExitQueue", "WhatIf_ExitQueue", "WhatIf_ExitQueueToo");

    /// <inheritdoc/>
    private protected override bool IsForAllQueues => AllQueues;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AllQueues && MyInvocation.BoundParameters.ContainsKey(nameof(Queue)))
        {
            ThrowParameter("Queue_AllOrSome", "Queue_AllOrSomeAdvice");
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override Func<BulkRow<QueueRequest>, CallContext, Task<IReadOnlyList<QueueOutcome>>> Start()
    {
        var phoneSystem = ActiveSession.RequirePhoneSystem();
        return async (row, context) => row.Request.Queue is { } queue
            ? [new QueueOutcome(queue, await phoneSystem.ExitAsync(queue, row.Request.Extension, context).ConfigureAwait(false))]
            : await phoneSystem.ExitAllAsync(row.Request.Extension, context).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    private protected override void WriteResult(BulkRow<QueueRequest> row, IReadOnlyList<QueueOutcome> result)
    {
        if (result.Count == 0)
        {
            Warn(Messages.Format("Queue_InNone", row.Request.Extension));
        }

        base.WriteResult(row, result);
    }
}
