using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Finds the field that a header means.</summary>
internal static class HeaderName
{
    // No name is near that length, and the distance of long texts is slow to count.
    private const int MaxComparedLength = 40;

    private static readonly Dictionary<string, Field> Fields = ((Field[])[.. AgentField.All, .. QueueField.All])
        .SelectMany(field => field.Names, (field, name) => (Field: field, Name: Field.Simplify(name)))
        .ToDictionary(one => one.Name, one => one.Field);

    /// <summary>The field of that name; null when it is no known name.</summary>
    public static Field? Find(string header) =>
        Fields.TryGetValue(Field.Simplify(header), out var field) ? field : null;

    /// <summary>The field whose name is nearly that one; null when none is.</summary>
    public static Field? FindSimilar(string header)
    {
        const int MaxDistance = 2;
        if (Find(WithoutNote(header)) is { } noted)
        {
            return noted;
        }

        var name = Field.Simplify(header);
        if (name.Length > MaxComparedLength)
        {
            return null;
        }

        Field? best = null;
        var least = MaxDistance + 1;
        foreach (var known in Fields)
        {
            var distance = Distance(name, known.Key);

            // Of a short name half must be right, or any two signs would be near any other two.
            if (distance < least && distance * 2 <= name.Length && distance * 2 <= known.Key.Length)
            {
                best = known.Value;
                least = distance;
            }
        }

        return best;
    }

    /// <summary>A header without the note that people put behind the name, in brackets, after a colon or in a second line.</summary>
    public static string WithoutNote(string header)
    {
        var note = header.IndexOfAny(['(', '（', '[', '【', ':', '：', '*', '\n'], Math.Min(1, header.Length));
        return note < 0 ? header : header.Substring(0, note);
    }

    /// <summary>A header as a message may show it: the note of a password's column may be the password that all agents begin with.</summary>
    public static string Shown(string header) =>
        AgentField.IsNamedLikeAPassword(header) && WithoutNote(header) is var name && name.Length < header.Length ? name + "…" : header;

    /// <summary>The fewest insertions, deletions and replacements that make one word the other.</summary>
    private static int Distance(string first, string second)
    {
        var row = new int[second.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[second.Length];
    }
}
