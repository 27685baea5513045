using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>A command that shows the phone system as it is now. It asks once, however many names it is asked for.</summary>
public abstract class FloorCommand : ReadCommand
{
    private Floor? _floor;

    /// <summary>The phone system, as it was when this was first needed.</summary>
    private protected Floor Floor => _floor ??= ReadFloor();

    /// <summary>Whether there is nothing to show without the list of queues.</summary>
    private protected virtual bool NeedsQueues => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseLostZeros("Queue", "Extension");
        base.BeginProcessing();
    }

    private Floor ReadFloor()
    {
        var floor = Ask(context => ActiveSession.RequirePhoneSystem().ReadFloorAsync(context));
        if (floor.Queues is null && NeedsQueues)
        {
            Throw(floor.Gaps[0], ActiveSession);
        }

        foreach (var gap in floor.Gaps)
        {
            Warn(Messages.FormatFloorGap(gap.Message));
        }

        return floor;
    }
}
