using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Queues;

/// <summary>A row of a roster, or a change that was compared before: a row with an action.</summary>
/// <param name="Entries">The extensions that the row wants in queues; none for a change.</param>
/// <param name="Change">The change; null for a row of a roster.</param>
public sealed record RosterRow(IReadOnlyList<QueueMember> Entries, QueueChange? Change)
{
    /// <summary>Reads a row: queues and extensions, of which a cell may hold several, and what else a change has. A blank action is no roster's.</summary>
    /// <param name="cellsOf">The values that the row has under any of these names; none where it has no such column.</param>
    /// <param name="subject">The row, for the message.</param>
    /// <exception cref="CallCenterException">The row cannot be used.</exception>
    public static RosterRow Read(Func<IReadOnlyList<string>, IReadOnlyList<string?>> cellsOf, string subject)
    {
        var queues = Numbers(QueueField.Queue);
        var extensions = Numbers(QueueField.Extension);
        var action = Word<QueueAction>(nameof(QueueChange.Action));
        if (action is null && cellsOf([nameof(QueueChange.Action)]).Count > 0)
        {
            throw Failure.Local(ErrorKind.MissingValue, subject, nameof(QueueChange.Action));
        }

        if (action is null)
        {
            return new([.. queues.SelectMany(queue => extensions.Select(extension => new QueueMember(queue, extension)))], null);
        }

        return queues.Count * extensions.Count > 1
            ? throw Failure.Local(ErrorKind.InvalidValue, subject, nameof(QueueChange.Action), Messages.InvalidChange)
            : new([], new(action.Value, queues[0], extensions[0])
            {
                State = Word<ExtensionState>(nameof(QueueChange.State)),
                Paused = Cell.Boolean(nameof(QueueChange.Paused), One(nameof(QueueChange.Paused))).OrThrow(subject),
                Appliance = Cell.Optional(nameof(QueueChange.Appliance), One(nameof(QueueChange.Appliance))).OrThrow(subject),
            });

        string? One(string name) => cellsOf([name]) is [var first, ..] ? first : null;

        IReadOnlyList<string> Numbers(Field field)
        {
            var numbers = Cell.List(field.Name, cellsOf(field.Names)).OrThrow(subject)!;
            return numbers.Count > 0 ? numbers : throw Failure.Local(ErrorKind.MissingValue, subject, field.Name);
        }

        T? Word<T>(string name)
            where T : struct
        {
            var words = Enum.GetNames(typeof(T));
            var word = Cell.OneOf(name, One(name), () => Messages.FormatInvalidWord(string.Join(", ", words)), [.. words.Select(one => (one, one))]).OrThrow(subject);
            return Enum.TryParse<T>(word, out var value) ? value : null;
        }
    }
}
