using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>A change of one extension in one queue (queue page, queue pause page). Results in the phone system's own words, a text or null.</summary>
public class QueueOperation : Operation
{
    private readonly Func<QueueOperation, CallContext, Task<string?>> _send;
    private readonly Func<object?, object?, string> _words;
    private readonly Func<object?, object?, object?, string> _inFull;
    private readonly Func<object?, object?, string> _inFullWithoutPlace;

    /// <summary>An operation.</summary>
    /// <param name="destination">The phone system, as a journal names it.</param>
    /// <param name="queue">The queue's number, leading zeros included.</param>
    /// <param name="extension">The extension's number, leading zeros included.</param>
    /// <param name="name">Its name in journals.</param>
    /// <param name="send">Sends it, and returns the phone system's words.</param>
    /// <param name="words">Describes it for errors, given extension and queue.</param>
    /// <param name="inFull">Describes it for -WhatIf, given extension, queue and phone system.</param>
    /// <param name="inFullWithoutPlace">Describes it for -WhatIf when the phone system was named before.</param>
    private protected QueueOperation(
        Destination destination,
        string queue,
        string extension,
        string name,
        Func<QueueOperation, CallContext, Task<string?>> send,
        Func<object?, object?, string> words,
        Func<object?, object?, object?, string> inFull,
        Func<object?, object?, string> inFullWithoutPlace)
    {
        (Destination, Queue, Extension, Name) = (destination, queue, extension, name);
        (_send, _words, _inFull, _inFullWithoutPlace) = (send, words, inFull, inFullWithoutPlace);
    }

    /// <summary>The queue's number, leading zeros included.</summary>
    public string Queue { get; }

    /// <summary>The extension's number, leading zeros included.</summary>
    public string Extension { get; }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Destination Destination { get; }

    /// <inheritdoc/>
    public override string UniqueName => Messages.FormatKeyQueue(Extension, Queue);

    /// <inheritdoc/>
    public override bool IsRepeatable => true;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Identity => [new("queue", Queue), new("extension", Extension)];

    /// <summary>Signs an extension in to a queue (queue page).</summary>
    public static QueueOperation Enter(QueueClient phoneSystem, Destination destination, string queue, string extension) => new(
        destination, queue, extension, "enter-queue", (_, context) => phoneSystem.EnterAsync(queue, extension, context),
        Messages.FormatOperationEnterQueue, Messages.FormatWhatIfEnterQueue, Messages.FormatWhatIfEnterQueueToo);

    /// <summary>Pauses a member of a queue, which then gets no calls from it (queue pause page).</summary>
    public static QueueOperation Suspend(QueueClient phoneSystem, Destination destination, string queue, string extension) => new(
        destination, queue, extension, "suspend-member", (_, context) => phoneSystem.SuspendAsync(queue, extension, context),
        Messages.FormatOperationSuspendMember, Messages.FormatWhatIfSuspendMember, Messages.FormatWhatIfSuspendMemberToo);

    /// <summary>Ends the pause of a member of a queue (queue pause page).</summary>
    public static QueueOperation Resume(QueueClient phoneSystem, Destination destination, string queue, string extension) => new(
        destination, queue, extension, "resume-member", (_, context) => phoneSystem.ResumeAsync(queue, extension, context),
        Messages.FormatOperationResumeMember, Messages.FormatWhatIfResumeMember, Messages.FormatWhatIfResumeMemberToo);

    /// <inheritdoc/>
    public override string Describe() => _words(Cell.Label(Extension), Cell.Label(Queue));

    /// <inheritdoc/>
    public override string DescribeInFull(bool withPlace) => withPlace
        ? _inFull(Cell.Label(Extension), Cell.Label(Queue), Place)
        : _inFullWithoutPlace(Cell.Label(Extension), Cell.Label(Queue));

    /// <inheritdoc/>
    public override async Task<OperationOutcome> SendAsync(CallContext context) => new(this, await _send(this, context).ConfigureAwait(false));
}
