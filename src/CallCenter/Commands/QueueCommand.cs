using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;

namespace CallCenter.Commands;

/// <summary>What signing in and signing out share: each extension given, with each queue given (queue page).</summary>
public abstract class QueueCommand : BulkCommand<QueueRequest, IReadOnlyList<QueueOutcome>>
{
    private protected const string TypedSet = "Typed";
    private protected const string InputObjectSet = "InputObject";

    /// <summary>An extension, or a row that has an extension and perhaps a queue.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The numbers of the queues, 队列. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("队列", "队列号")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [TextListTransform]
    [ArgumentCompleter(typeof(QueueCompleter))]
    public string[]? Queue { get; set; }

    /// <summary>What the extension is after this command.</summary>
    private protected abstract CcQueueState NewState { get; }

    /// <summary>The extensions given: by the concrete command's parameter, or piped in by themselves.</summary>
    private protected abstract string?[]? GivenExtensions { get; }

    /// <summary>The name of the text that describes the operation, of the one that asks about it, and of the one without the server.</summary>
    private protected abstract (string Operation, string Sentence, string Short) Texts { get; }

    /// <summary>Whether no queue is to be named.</summary>
    private protected virtual bool IsForAllQueues => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var typed = Typed(nameof(Queue)).Concat(Typed("Extension")).ToList();
        if (LostZero.Find(MyInvocation, typed) is { } number)
        {
            Throw(Failure.Session(
                ErrorKind.InvalidParameter,
                Messages.Format("Queue_ZeroLost", number, LostZero.AsRead(number)),
                Messages.Format("Queue_ZeroLostAdvice", number)));
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override string ServerName => ActiveSession.QueueUri!.Authority;

    /// <inheritdoc/>
    private protected override long? TotalRows =>
        InputObject is null && GivenExtensions is { } extensions ? extensions.LongLength * (IsForAllQueues ? 1 : Queue?.LongLength ?? 0) : null;

    /// <inheritdoc/>
    private protected override RowId IdOf(QueueRequest request) => RowIds.IdOf(request);

    /// <inheritdoc/>
    private protected override void Remember(SeenNames seen, BulkRow<QueueRequest> row, IReadOnlyList<QueueOutcome> result)
    {
        foreach (var outcome in result.Where(outcome => outcome.Error is null))
        {
            seen.Add(ListedKind.Extension, row.Request.Extension);
            seen.Add(ListedKind.Queue, outcome.Queue);
        }
    }

    /// <inheritdoc/>
    private protected override object Target()
    {
        (string, object?)[] bound = [("queue", Queue), ("extension", GivenExtensions)];
        return InputObject is not null ? InputRow.From(InputObject, bound) : InputRow.From(bound);
    }

    /// <inheritdoc/>
    private protected override string Subject()
    {
        var extensions = Cell.Label(string.Join(", ", (GivenExtensions ?? []).Select(Cell.Label).Where(label => label is not null)));
        return extensions is null
            ? Messages.Format("Subject_Row", RowNumber)
            : Messages.Format("Subject_ExtensionRow", RowNumber, extensions);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<BulkRow<QueueRequest>> Read(object target)
    {
        if (GivenExtensions is null)
        {
            InputRow.RequireColumns(InputObject, Subject());
        }

        var extensions = Needed("Extension", GivenExtensions);
        var queues = IsForAllQueues ? [] : Needed("Queue", Queue);
        foreach (var extension in extensions)
        {
            if (IsForAllQueues)
            {
                yield return new(new QueueRequest(null, extension), Messages.Format("Key_AllQueues", extension), target);
            }

            foreach (var queue in queues)
            {
                // Of several, only the one that failed is to be repeated.
                var own = InputObject is not null && extensions.Count * queues.Count == 1 ? target : InputRow.From([("queue", queue), ("extension", extension)]);
                yield return new(new QueueRequest(queue, extension), Messages.Format("Key_Queue", extension, queue), own);
            }
        }
    }

    /// <inheritdoc/>
    private protected override string OperationOf(QueueRequest request) => request.Queue is null
        ? Messages.Format("Operation_ExitAllQueues", Cell.Label(request.Extension))
        : Messages.Format(Texts.Operation, Cell.Label(request.Extension), Cell.Label(request.Queue));

    /// <inheritdoc/>
    private protected override string SentenceOf(QueueRequest request, string? place)
    {
        var (extension, queue) = (Cell.Label(request.Extension), Cell.Label(request.Queue));
        return (request.Queue, place) switch
        {
            (null, null) => Messages.Format("WhatIf_ExitAllQueuesToo", extension),
            (null, _) => Messages.Format("WhatIf_ExitAllQueues", extension, place),
            (_, null) => Messages.Format(Texts.Short, extension, queue),
            _ => Messages.Format(Texts.Sentence, extension, queue, place),
        };
    }

    /// <inheritdoc/>
    private protected override string PlaceOf(QueueRequest request) => ServerName;

    /// <inheritdoc/>
    private protected override void WriteResult(BulkRow<QueueRequest> row, IReadOnlyList<QueueOutcome> result)
    {
        foreach (var outcome in result.Where(outcome => outcome.Error is null))
        {
            WriteObject(new CcQueueMembership(outcome.Queue, row.Request.Extension, NewState, outcome.Message));
        }
    }

    /// <inheritdoc/>
    private protected override IEnumerable<(CallCenterException Fault, object Target)> FaultsOf(BulkRow<QueueRequest> row, IReadOnlyList<QueueOutcome> result) =>
        from outcome in result
        where outcome.Error is not null
        select (outcome.Error, (object)InputRow.From([("queue", outcome.Queue), ("extension", row.Request.Extension)]));

    // What was typed as a list of several; what comes from a row later has kept its zeros.
    private string[] Typed(string parameter) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var given) && given is string[] { Length: > 1 } list ? list : [];

    private IReadOnlyList<string> Needed(string name, IEnumerable<string?>? values)
    {
        var texts = Cell.List(name, values).OrThrow(Subject())!;
        return texts.Count > 0 ? texts : throw Failure.Local(ErrorKind.MissingValue, Subject(), name);
    }
}
