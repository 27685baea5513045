using System;
using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Core.Text;

/// <summary>Reads the cells of a row, wherever the row comes from. A blank cell is not given; what cannot be used is a fault.</summary>
public static class Cell
{
    // No text that a vendor takes can start with it.
    private const char Unusable = '\0';

    private static readonly char[] Separators = [';', '；'];

    /// <summary>
    /// Marks a value that is not text, so that the row's own check reports it rather than the parameter binder.
    /// </summary>
    /// <param name="typeName">What it is instead.</param>
    public static string NotText(string typeName) => Unusable + typeName;

    /// <summary>A cell as a message may repeat it: on one line, and not longer than one. Null when it is blank or no text at all.</summary>
    public static string? Label(string? value)
    {
        const int Longest = 60;
        if (value is null || string.IsNullOrWhiteSpace(value) || value[0] == Unusable)
        {
            return null;
        }

        var text = Excerpt.Of(value.Trim(), Longest);
        return HoldsControl(text) ? new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]) : text;
    }

    /// <summary>The cell without the spaces around it. It must be text without control characters.</summary>
    /// <param name="name">The name of its field.</param>
    /// <param name="value">The cell.</param>
    public static Reading<string> Optional(string name, string? value)
    {
        if (value is null || string.IsNullOrWhiteSpace(value))
        {
            return default;
        }

        if (value[0] == Unusable)
        {
            var type = value.Substring(1);
            return Invalid<string>(name, type.EndsWith("[]", StringComparison.Ordinal) ? Messages.InvalidList : Messages.FormatInvalidType(type));
        }

        var text = value.Trim();
        return IsTypeName(text) ? Invalid<string>(name, Messages.FormatInvalidTypeName(text))
            : HoldsControl(text) ? Invalid<string>(name, Messages.InvalidControl)
            : new(text);
    }

    /// <summary>The same for a cell that must not be blank.</summary>
    /// <inheritdoc cref="Optional" path="/param"/>
    public static Reading<string> Required(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? new(null, new CellFault(ErrorKind.MissingValue, name)) : Optional(name, value);

    /// <summary>The items of a list, each of which may itself be several, separated by semicolons. Blank ones are left out.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="values">The cell, or the values given one by one.</param>
    public static Reading<IReadOnlyList<string>> List(string name, IEnumerable<string?>? values)
    {
        var items = new List<string>();
        foreach (var value in values ?? [])
        {
            foreach (var part in value?.Split(Separators) ?? [])
            {
                var item = Optional(name, part);
                if (item.Fault is not null)
                {
                    return new(null, item.Fault);
                }

                if (item.Value is not null)
                {
                    items.Add(item.Value);
                }
            }
        }

        return new(items);
    }

    /// <summary>A cell that says yes or no, in English, in Chinese or as a digit.</summary>
    /// <inheritdoc cref="Optional" path="/param"/>
    public static Reading<bool?> Boolean(string name, string? value)
    {
        var text = Optional(name, value);
        return text.Fault is not null ? new(null, text.Fault) : text.Value?.ToUpperInvariant() switch
        {
            null => default,
            "TRUE" or "YES" or "1" or "是" => new(true),
            "FALSE" or "NO" or "0" or "否" => new(false),
            _ => Invalid<bool?>(name, Messages.InvalidBoolean),
        };
    }

    /// <summary>A cell that is one of a few words, however its letters are cased.</summary>
    /// <param name="name">The name of its field.</param>
    /// <param name="value">The cell.</param>
    /// <param name="complaint">Says which words there are.</param>
    /// <param name="words">The words, and what the vendor calls each.</param>
    public static Reading<string> OneOf(string name, string? value, Func<string> complaint, params (string Word, string Vendor)[] words)
    {
        var text = Optional(name, value);
        if (text.Value is null)
        {
            return text;
        }

        foreach (var (word, vendor) in words)
        {
            if (string.Equals(word, text.Value, StringComparison.OrdinalIgnoreCase))
            {
                return new(vendor);
            }
        }

        return Invalid<string>(name, complaint());
    }

    private static Reading<T> Invalid<T>(string name, string reason) => new(default, new CellFault(ErrorKind.InvalidValue, name, reason));

    // What Export-Csv makes of a list.
    private static bool IsTypeName(string text) =>
        text[text.Length - 1] == ']'
        && (text.EndsWith("[]", StringComparison.Ordinal) || text.IndexOf("`1[System.", StringComparison.Ordinal) >= 0)
        && (text.StartsWith("System.", StringComparison.Ordinal) || text[0] == '<');

    private static bool HoldsControl(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }
}
