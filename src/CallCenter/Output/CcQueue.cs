using System;
using System.Linq;
using CallCenter.Core.Queues;

namespace CallCenter;

/// <summary>A queue as the phone system has it now: how many of its members do what. What is null the phone system does not say.</summary>
public sealed class CcQueue
{
    internal CcQueue(string queue, Floor floor)
    {
        var members = floor.Queues!.Members.Where(member => member.Queue == queue).Select(member => new CcQueueMember(member, floor.Of(member.Extension))).ToList();
        int? Count(bool isKnown, Func<CcQueueMember, bool> isOne) => isKnown ? members.Count(isOne) : null;

        Queue = queue;
        Members = members.Count;
        Ready = Count(floor is { HasStates: true, HasRegistrations: true }, member => member.Ready == true);
        InCall = Count(floor.HasStates, member => floor.Of(member.Extension).IsInCall);
        Ringing = Count(floor.HasStates, member => member.State == ExtensionState.Ringing);
        Paused = members.Count(member => member.Paused == true);
        Unreachable = Count(floor.HasStates || floor.HasRegistrations, member => floor.Of(member.Extension).IsUnreachable);
    }

    /// <summary>The queue's number, leading zeros included.</summary>
    public string Queue { get; }

    /// <summary>How many extensions are signed in.</summary>
    public int Members { get; }

    /// <summary>How many of them can take the next call.</summary>
    public int? Ready { get; }

    /// <summary>How many are in a call, busy and on hold included.</summary>
    public int? InCall { get; }

    /// <summary>How many ring.</summary>
    public int? Ringing { get; }

    /// <summary>How many are paused.</summary>
    public int Paused { get; }

    /// <summary>How many no call can reach: offline, or not registered.</summary>
    public int? Unreachable { get; }
}
