using System;
using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Core.Queues;

/// <summary>Compares the members that queues are to have with those that they have.</summary>
public static class Roster
{
    /// <summary>
    /// What would have to change, and what is as it should be (<see cref="QueueAction.Keep"/>): queue by queue in the order of the roster.
    /// Only queues that the roster names are looked at.
    /// </summary>
    /// <param name="roster">The extensions and the queues that they are to be in. An entry that comes twice counts once.</param>
    /// <param name="floor">The phone system as it is, with its queues.</param>
    /// <param name="owns">Whether the roster has a say about an extension. The others stay as they are.</param>
    /// <param name="prune">Whether members that the roster does not name are to leave.</param>
    public static IEnumerable<QueueChange> Compare(IEnumerable<QueueMember> roster, Floor floor, Func<string, bool> owns, bool prune)
    {
        var members = floor.Queues!.Members.Where(member => owns(member.Extension)).ToLookup(member => member.Queue);
        foreach (var queue in roster.GroupBy(entry => entry.Queue, entry => entry.Extension))
        {
            var present = members[queue.Key].GroupBy(member => member.Extension).ToDictionary(same => same.Key, same => same.First());
            var wanted = new HashSet<string>(queue);
            foreach (var extension in wanted.Where(owns))
            {
                var isIn = present.TryGetValue(extension, out var member);
                yield return ChangeOf(isIn ? QueueAction.Keep : QueueAction.Enter, queue.Key, extension, member, floor);
            }

            foreach (var member in present.Values.Where(member => prune && !wanted.Contains(member.Extension)))
            {
                yield return ChangeOf(QueueAction.Exit, queue.Key, member.Extension, member, floor);
            }
        }
    }

    private static QueueChange ChangeOf(QueueAction action, string queue, string extension, QueueMember? member, Floor floor) =>
        new(action, queue, extension) { State = floor.Of(extension).State, Paused = member?.Paused };
}
