using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;

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
    private protected override CcQueueState NewState => CcQueueState.SignedIn;

    /// <inheritdoc/>
    private protected override string?[]? GivenExtensions => Extension ?? InputRow.Scalars(InputObject);

    /// <inheritdoc/>
    private protected override (string Operation, string Sentence, string Short) Texts => ("Operation_EnterQueue", "WhatIf_EnterQueue", "WhatIf_EnterQueueToo");

    /// <inheritdoc/>
    private protected override Func<BulkRow<QueueRequest>, CallContext, Task<IReadOnlyList<QueueOutcome>>> Start()
    {
        var phoneSystem = ActiveSession.RequirePhoneSystem();
        return async (row, context) =>
        {
            var queue = row.Request.Queue!;
            return [new QueueOutcome(queue, await phoneSystem.EnterAsync(queue, row.Request.Extension, context).ConfigureAwait(false))];
        };
    }
}
