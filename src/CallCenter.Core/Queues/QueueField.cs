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

    /// <summary>Reads the cell of a row that is to be signed in: one extension, or queues, of which a cell may hold several, separated by semicolons.</summary>
    /// <param name="field">Which of the two.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="rule">What each can be; null for any text.</param>
    internal static Reading<IReadOnlyList<string>> Read(Field field, string? cell, ValueRule? rule = null)
    {
        var numbers = Cell.List(field.Name, [cell], rule);
        return numbers.Value is null ? numbers
            : numbers.Value.Count == 0 ? new(null, new CellFault(ErrorKind.MissingValue, field.Name))
            : field == Extension && numbers.Value.Count > 1 ? new(null, new CellFault(ErrorKind.InvalidValue, field.Name, Messages.InvalidExtensions))
            : numbers;
    }

    /// <summary>Both.</summary>
    public static IReadOnlyList<Field> All { get; } = [Queue, Extension];
}
