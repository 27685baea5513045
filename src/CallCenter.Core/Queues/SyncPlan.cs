using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Queues;

/// <summary>Decides what is to be done about changes that were compared before, on the phone system as it is now.</summary>
public sealed class SyncPlan
{
    private readonly Floor _floor;
    private readonly string? _appliance;
    private readonly bool _whenIdle;
    private readonly bool _force;
    private readonly Dictionary<(string Queue, string Extension), QueueMember> _members = [];

    /// <summary>A plan.</summary>
    /// <param name="floor">The phone system as it is now, with its queues.</param>
    /// <param name="appliance">The phone system that is changed.</param>
    /// <param name="whenIdle">Whether members are signed out at the end of their calls, so that it does not matter whether they have one.</param>
    /// <param name="force">Whether members with a penalty may be signed out.</param>
    public SyncPlan(Floor floor, string? appliance = null, bool whenIdle = false, bool force = false)
    {
        (_floor, _appliance, _whenIdle, _force) = (floor, appliance, whenIdle, force);
        foreach (var member in floor.Queues!.Members)
        {
            _members[(member.Queue, member.Extension)] = member;
        }
    }

    /// <summary>Whether the queues already are as a change wants them.</summary>
    public bool IsInEffect(QueueChange change) => _members.ContainsKey((change.Queue, change.Extension)) == (change.Action != QueueAction.Exit);

    /// <summary>The change as one that was compared now.</summary>
    public QueueChange Now(QueueChange change) => change with
    {
        State = _floor.Of(change.Extension).State,
        Paused = MemberOf(change)?.Paused,
        Appliance = _appliance,
    };

    /// <summary>What becomes of a change.</summary>
    public SyncStep Decide(QueueChange change)
    {
        if (change.Appliance is { } compared && compared != _appliance)
        {
            return Refused(change, ErrorKind.OtherAppliance, Messages.FormatOtherAppliance(Cell.Label(compared), _appliance));
        }

        if (IsInEffect(change))
        {
            return new(IsAlreadyDone: true, Refusal: null);
        }

        if (StalenessOf(change) is { } staleness)
        {
            return Refused(change, ErrorKind.Stale, staleness);
        }

        return change.Action == QueueAction.Exit && MemberOf(change)?.Penalty is { } penalty and not 0 && !_force
            ? Refused(change, ErrorKind.HasPenalty, Messages.FormatHasPenalty(penalty))
            : default;
    }

    /// <summary>Why a change is not to be relied on although the phone system said success.</summary>
    /// <param name="change">The change.</param>
    /// <param name="reason">Why; null since the queue does not show it.</param>
    public static CallCenterException NotVerified(QueueChange change, string? reason = null) =>
        Refused(change, ErrorKind.NotVerified, reason ?? Messages.NotVerified).Refusal!;

    /// <summary>The sign-outs that would leave their queue with too few members; those that come first in their queue are made.</summary>
    /// <param name="exits">The sign-outs that are to be made.</param>
    /// <param name="entering">The sign-ins that are about to be made; these extensions count as members already.</param>
    /// <param name="minimum">How many members are to stay in each queue.</param>
    public IReadOnlyDictionary<QueueChange, CallCenterException> FindSignOutsBelowMinimum(IEnumerable<QueueChange> exits, IEnumerable<QueueChange> entering, int minimum)
    {
        var left = _members.Keys.Select(member => member.Queue).Concat(entering.Select(change => change.Queue))
            .GroupBy(queue => queue).ToDictionary(queue => queue.Key, queue => queue.Count());
        var refused = new Dictionary<QueueChange, CallCenterException>();
        foreach (var exit in exits)
        {
            left.TryGetValue(exit.Queue, out var count);
            if (minimum > 0 && count <= minimum)
            {
                refused.Add(exit, Refused(exit, ErrorKind.TooFewMembers, Messages.FormatTooFewMembers(minimum)).Refusal!);
            }
            else
            {
                left[exit.Queue] = count - 1;
            }
        }

        return refused;
    }

    private static SyncStep Refused(QueueChange change, ErrorKind kind, string detail) =>
        new(IsAlreadyDone: false, Failure.Remote(kind, change.Describe(), outcomeUnknown: false, detail: detail));

    /// <summary>How the member differs from what it was when the change was compared; null where that does not matter, or is not known.</summary>
    /// <remarks>A call matters to who is signed out, unless the end of the call is waited for.</remarks>
    private string? StalenessOf(QueueChange change)
    {
        if (change.Action == QueueAction.Keep)
        {
            return Messages.StaleLeft;
        }

        var isExit = change.Action == QueueAction.Exit;
        if (isExit && change.Paused is { } wasPaused && MemberOf(change)?.Paused is { } isPaused && wasPaused != isPaused)
        {
            return isPaused ? Messages.StalePaused : Messages.StaleResumed;
        }

        var state = _floor.Of(change.Extension).State;
        return KindOf(change.State) is { } before && KindOf(state) is { } now && before != now ? Messages.FormatStaleState(change.State, state) : null;

        (bool HasPhone, bool HasCall)? KindOf(ExtensionState? state) => state switch
        {
            null or ExtensionState.Unknown => null,
            ExtensionState.Offline => (false, false),
            _ => (true, isExit && !_whenIdle && state != ExtensionState.Idle),
        };
    }

    private QueueMember? MemberOf(QueueChange change) => _members.TryGetValue((change.Queue, change.Extension), out var member) ? member : null;
}

/// <summary>What becomes of a change on the phone system as it is: it is made, unless it is so already or is refused.</summary>
/// <param name="IsAlreadyDone">Whether it is so already.</param>
/// <param name="Refusal">Why it is refused; null when it is not.</param>
public readonly record struct SyncStep(bool IsAlreadyDone, CallCenterException? Refusal)
{
    /// <summary>Whether it is to be made.</summary>
    public bool ShouldApply => !IsAlreadyDone && Refusal is null;
}
