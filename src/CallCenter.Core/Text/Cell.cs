using System;
using System.Collections.Generic;
using System.Globalization;

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

    /// <summary>Whether a value is text, and not the mark of something else.</summary>
    /// <param name="value">The value.</param>
    public static bool IsText(string value) => value.Length == 0 || value[0] != Unusable;

    /// <summary>A cell as a message may repeat it: on one line, and not longer than one. Null when it is blank or no text at all.</summary>
    public static string? Label(string? value)
    {
        const int MaxLength = 60;
        if (value is null || string.IsNullOrWhiteSpace(value) || value[0] == Unusable)
        {
            return null;
        }

        return Plain.Words(Excerpt.Of(value.Trim(), MaxLength));
    }

    /// <summary>The cell without the spaces around it. It must be text, with characters that can be seen, and what its rule says.</summary>
    /// <param name="name">The name of its field.</param>
    /// <param name="value">The cell.</param>
    /// <param name="rule">What it can be; null for any text.</param>
    public static Reading<string> Optional(string name, string? value, ValueRule? rule = null)
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
        return IsTypeName(text) ? Invalid<string>(name, Messages.FormatInvalidTypeName(Label(text)))
            : FindCharacter(text, rule is { AllowsJoiners: true }) is { } kind ? new(null, new CellFault(kind, name))
            : new(text, rule?.Check(name, text));
    }

    /// <summary>The items of a list, each of which may itself be several, separated by semicolons. Blank ones are left out.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="values">The cell, or the values given one by one.</param>
    /// <param name="rule">What each can be; null for any text.</param>
    public static Reading<IReadOnlyList<string>> List(string name, IEnumerable<string?>? values, ValueRule? rule = null)
    {
        var items = new List<string>();
        CellFault? unlikely = null;
        foreach (var value in values ?? [])
        {
            foreach (var part in value?.Split(Separators) ?? [])
            {
                var item = Optional(name, part, rule);
                if (item.Value is not null)
                {
                    items.Add(item.Value);
                    unlikely ??= item.Fault;
                }
                else if (item.Fault is not null)
                {
                    return new(null, item.Fault);
                }
            }
        }

        return new(items, unlikely);
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

    // What Export-Csv makes of a list, and of an object.
    private static bool IsTypeName(string text) =>
        text.StartsWith("System.Collections.", StringComparison.Ordinal)
        || text.StartsWith("System.Management.Automation.", StringComparison.Ordinal)
        || text is "System.Object" or "System.Xml.XmlElement"
        || text[text.Length - 1] == ']'
            && (text.EndsWith("[]", StringComparison.Ordinal) || text.IndexOf("`1[System.", StringComparison.Ordinal) >= 0)
            && (text.StartsWith("System.", StringComparison.Ordinal) || text[0] == '<');

    /// <summary>Which kind of character a text has that nobody means to have in it; null for none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowsJoiners">Whether it may have characters that cannot be seen and join others.</param>
    internal static ErrorKind? FindCharacter(string text, bool allowsJoiners)
    {
        const char Replacement = '\uFFFD';
        if (Plain.IsAscii(text))
        {
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (text[i] == Replacement || category is UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate)
            {
                return ErrorKind.DamagedCharacter;
            }

            var isJoiner = category == UnicodeCategory.Format && (text[i] is '\u200C' or '\u200D' || char.IsHighSurrogate(text[i]));
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || (category == UnicodeCategory.Format && !(allowsJoiners && isJoiner)))
            {
                return ErrorKind.ControlCharacter;
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return null;
    }
}
