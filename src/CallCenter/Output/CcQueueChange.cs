using System;
using CallCenter.Core.Queues;

namespace CallCenter;

/// <summary>A difference between a roster and the phone system, and what became of it where it was applied. The other columns of its row are properties of it, too.</summary>
public sealed class CcQueueChange
{
    private readonly QueueChange _change;

    internal CcQueueChange(QueueChange change, DateTime comparedAt)
    {
        _change = change;
        ComparedAt = comparedAt;
    }

    /// <summary>What is to be done.</summary>
    public QueueAction Action => _change.Action;

    /// <summary>The queue's number, leading zeros included.</summary>
    public string Queue => _change.Queue;

    /// <summary>The extension's number, leading zeros included.</summary>
    public string Extension => _change.Extension;

    /// <summary>What the extension was doing when this was compared; null where the phone system does not say.</summary>
    public ExtensionState? State => _change.State;

    /// <summary>Whether the queue sent the member no calls; null where the phone system does not say, and where it was no member.</summary>
    public bool? Paused => _change.Paused;

    /// <summary>The phone system that was compared.</summary>
    public string? Appliance => _change.Appliance;

    /// <summary>When it was compared, in UTC.</summary>
    public DateTime ComparedAt { get; }

    /// <summary>What became of it; null where nothing was to be done or was sent.</summary>
    public CcQueueChangeResult? Result { get; private init; }

    /// <summary>Why it was not done; null where it was, or was not tried.</summary>
    public string? Problem { get; private init; }

    /// <summary>The same with what became of it.</summary>
    internal CcQueueChange With(CcQueueChangeResult? result, string? problem) => new(_change, ComparedAt) { Result = result, Problem = problem };
}

/// <summary>What became of a change.</summary>
public enum CcQueueChangeResult
{
    /// <summary>It was made, and the queue shows it.</summary>
    Done,

    /// <summary>It was so already.</summary>
    AlreadyDone,

    /// <summary>It was not sent: the member is no longer as it was compared, has a penalty, or is needed in the queue.</summary>
    Refused,

    /// <summary>The phone system did not do it.</summary>
    Failed,

    /// <summary>The phone system said success, and the queue does not show it.</summary>
    NotVerified,
}
