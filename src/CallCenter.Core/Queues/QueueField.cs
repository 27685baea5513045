using System.Collections.Generic;
using CallCenter.Core.Text;

namespace CallCenter.Core.Queues;

/// <summary>The fields of a row of the queue commands. A file of agents may have them too.</summary>
public static class QueueField
{
    /// <summary>The numbers of the queues.</summary>
    public static Field Queue { get; } = new("Queue", "队列", "队列号");

    /// <summary>The numbers of the extensions.</summary>
    public static Field Extension { get; } = new("Extension", "分机", "分机号");

    /// <summary>Both.</summary>
    public static IReadOnlyList<Field> All { get; } = [Queue, Extension];
}
