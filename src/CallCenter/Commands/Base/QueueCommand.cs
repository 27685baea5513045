using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <summary>What the commands share that change members of queues: each extension given, with each queue given (queue page).</summary>
public abstract class QueueCommand : RunCommand
{
    private readonly Lazy<Floor?> _floor;

    /// <summary>A command.</summary>
    private protected QueueCommand() =>
        _floor = new(() => Preferences.WhatIf ? null : LostZero.OrNull(() => Ask(PhoneSystem.ReadFloorAsync)));

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
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Queue { get; set; }

    /// <summary>The phone system.</summary>
    private protected QueueClient PhoneSystem { get; private set; } = null!;

    /// <summary>The extensions given: by the concrete command's parameter, or piped in by themselves.</summary>
    private protected abstract string?[]? GivenExtensions { get; }

    /// <summary>Whether the command works on all queues, so that none is named.</summary>
    private protected virtual bool IsForAllQueues => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseLostZeros(nameof(Queue), "Extension");
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override IReadOnlyList<Destination> Destinations => [ActiveSession.QueueDestination];

    /// <inheritdoc/>
    private protected override long? TotalRows =>
        InputObject is null && GivenExtensions is { } extensions ? extensions.LongLength * (IsForAllQueues ? 1 : Queue?.LongLength ?? 0) : null;

    /// <inheritdoc/>
    private protected override void Connect() => PhoneSystem = ActiveSession.RequirePhoneSystem();

    /// <inheritdoc/>
    private protected override void Remember(SeenNames seen, OperationOutcome outcome)
    {
        foreach (var part in outcome.Parts.Where(part => part.Error is null).Select(part => (QueueOperation)part.Operation))
        {
            seen.Add(ListedKind.Extension, part.Extension);
            seen.Add(ListedKind.Queue, part.Queue);
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
            ? Messages.FormatSubjectRow(RowNumber)
            : Messages.FormatSubjectExtensionRow(RowNumber, extensions);
    }

    /// <summary>The operation of an extension in a queue, or in all of its queues.</summary>
    /// <param name="queue">The queue; null for all that the extension is in.</param>
    /// <param name="extension">The extension.</param>
    private protected abstract Operation OperationOf(string? queue, string extension);

    /// <inheritdoc/>
    private protected override IEnumerable<RunRow> Read(object target)
    {
        if (GivenExtensions is null)
        {
            InputRow.RequireColumns(InputObject, Subject());
        }

        var extensions = Needed("Extension", GivenExtensions);
        string?[] queues = IsForAllQueues ? [null] : [.. Needed("Queue", Queue)];
        LostZero.Refuse(Subject(), Queue, number => _floor.Value?.QueueWithZeros(number), Messages.LostZeroPhoneSystem);
        LostZero.Refuse(Subject(), GivenExtensions, number => _floor.Value?.ExtensionWithZeros(number), Messages.LostZeroPhoneSystem);
        foreach (var extension in extensions)
        {
            foreach (var queue in queues)
            {
                // Of several, only the one that failed is to be repeated.
                var own = queue is null || (InputObject is not null && extensions.Count * queues.Length == 1) ? target : InputRow.With(target, Used, ("queue", queue), ("extension", extension));
                yield return new(RowNumber, own, [OperationOf(queue, extension)]);
            }
        }
    }

    /// <inheritdoc/>
    private protected override object TargetOf(Operation part) => part is QueueOperation one
        ? InputRow.From([("queue", one.Queue), ("extension", one.Extension)])
        : base.TargetOf(part);

    /// <summary>Emits the state of each extension after this command.</summary>
    private protected void WriteMemberships(RunRow row, OperationOutcome outcome, CcQueueState state)
    {
        foreach (var part in outcome.Parts.Where(part => part.Error is null))
        {
            var operation = (QueueOperation)part.Operation;
            Emit(row, new CcQueueMembership(operation.Queue, operation.Extension, state, (string?)part.Result));
        }
    }

    private IReadOnlyList<string> Needed(string name, IEnumerable<string?>? values)
    {
        var texts = Cell.List(name, values, ValueRule.Number).OrThrow(Subject())!;
        return texts.Count > 0 ? texts : throw Failure.Local(ErrorKind.MissingValue, Subject(), name);
    }
}
