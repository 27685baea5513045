using CallCenter.Core.Text;

namespace CallCenter.Core.Queues;

/// <summary>A difference between a roster and the phone system, and how the member was when they were compared.</summary>
/// <param name="Action">What is to be done.</param>
/// <param name="Queue">The queue's number, leading zeros included.</param>
/// <param name="Extension">The extension's number, leading zeros included.</param>
public sealed record QueueChange(QueueAction Action, string Queue, string Extension)
{
    /// <summary>What the extension was doing; null where that is not known.</summary>
    public ExtensionState? State { get; init; }

    /// <summary>Whether the queue sent the member no calls; null where that is not known, and where it was no member.</summary>
    public bool? Paused { get; init; }

    /// <summary>The phone system that was compared; null where that is not known.</summary>
    public string? Appliance { get; init; }

    /// <summary>What it does, in words, such as <c>sign extension 8001 in to queue 630</c>.</summary>
    public string Describe() => Action switch
    {
        QueueAction.Enter => Messages.FormatOperationEnterQueue(Cell.Label(Extension), Cell.Label(Queue)),
        QueueAction.Exit => Messages.FormatOperationExitQueue(Cell.Label(Extension), Cell.Label(Queue)),
        _ => Messages.FormatOperationKeepMember(Cell.Label(Extension), Cell.Label(Queue)),
    };
}

/// <summary>What is to be done about an extension in a queue.</summary>
public enum QueueAction
{
    /// <summary>Sign it in.</summary>
    Enter,

    /// <summary>Sign it out.</summary>
    Exit,

    /// <summary>Nothing: it is signed in and stays so.</summary>
    Keep,
}
