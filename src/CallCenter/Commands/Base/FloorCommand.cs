using CallCenter.Core.Queues;

namespace CallCenter.Commands;

/// <summary>A command that shows the phone system as it is now. It asks once, however many names it is asked for.</summary>
public abstract class FloorCommand : ReadCommand
{
    private Floor? _floor;

    /// <summary>The phone system, as it was when this was first needed.</summary>
    private protected Floor Floor => _floor ??= ReadFloor(NeedsQueues);

    /// <summary>Whether there is nothing to show without the list of queues.</summary>
    private protected virtual bool NeedsQueues => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseLostZeros("Queue", "Extension");
        base.BeginProcessing();
    }
}
