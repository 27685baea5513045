using System;
using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Core.Text;

/// <summary>Reads the cells of a row: blank means not given, and what cannot be used is an error that names the row.</summary>
public static class Cell
{
    // No text that a vendor takes can start with it.
    private const char Unusable = '\0';

    private static readonly char[] Separators = [';', '；'];

    /// <summary>
    /// Stands for a value that is not text, so that the row it belongs to, and not the parameter binder, reports it.
    /// </summary>
    /// <param name="typeName">What it is instead.</param>
    public static string NotText(string typeName) => Unusable + typeName;

    /// <summary>A cell as it may stand in a message: on one line, and not longer than one. Null when it is blank or no text at all.</summary>
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

    /// <summary>The cell without the spaces around it; null when it is blank.</summary>
    /// <param name="subject">The row, for the message.</param>
    /// <param name="name">The column.</param>
    /// <param name="value">The cell.</param>
    /// <exception cref="CallCenterException">It holds control characters or is no text at all.</exception>
    public static string? Optional(string subject, string name, string? value)
    {
        if (value is null || string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (value[0] == Unusable)
        {
            var type = value.Substring(1);
            var reason = type.EndsWith("[]", StringComparison.Ordinal) ? Messages.Format("Invalid_List") : Messages.Format("Invalid_Type", type);
            throw Failure.Local(ErrorKind.InvalidValue, subject, name, reason);
        }

        var text = value.Trim();
        if (IsTypeName(text))
        {
            throw Failure.Local(ErrorKind.InvalidValue, subject, name, Messages.Format("Invalid_TypeName", text));
        }

        return HoldsControl(text)
            ? throw Failure.Local(ErrorKind.InvalidValue, subject, name, Messages.Format("Invalid_Control"))
            : text;
    }

    /// <summary>The cell, which must not be blank.</summary>
    /// <inheritdoc cref="Optional" path="/param"/>
    /// <exception cref="CallCenterException">It is blank, holds control characters or is no text at all.</exception>
    public static string Required(string subject, string name, string? value) =>
        Optional(subject, name, value) ?? throw Failure.Local(ErrorKind.MissingValue, subject, name);

    /// <summary>The items of a list, each of which may itself be several, separated by semicolons; blank ones are left out.</summary>
    /// <param name="subject">The row, for the message.</param>
    /// <param name="name">The column.</param>
    /// <param name="values">The cell, or the values given one by one.</param>
    /// <exception cref="CallCenterException">One of them holds control characters or is no text at all.</exception>
    public static IReadOnlyList<string> List(string subject, string name, IEnumerable<string?>? values) =>
        values is null
            ? []
            : [.. values.SelectMany(value => value?.Split(Separators) ?? []).Select(value => Optional(subject, name, value)).OfType<string>()];

    /// <summary>A cell that says yes or no, in English, in Chinese or as a digit; null when it is blank.</summary>
    /// <inheritdoc cref="Optional" path="/param"/>
    /// <exception cref="CallCenterException">It says neither.</exception>
    public static bool? Boolean(string subject, string name, string? value) =>
        Optional(subject, name, value)?.ToUpperInvariant() switch
        {
            null => null,
            "TRUE" or "YES" or "1" or "是" => true,
            "FALSE" or "NO" or "0" or "否" => false,
            _ => throw Failure.Local(ErrorKind.InvalidValue, subject, name, Messages.Format("Invalid_Boolean")),
        };

    /// <summary>A cell that is one of a few words, however its letters are cased; null when it is blank.</summary>
    /// <param name="subject">The row, for the message.</param>
    /// <param name="name">The column.</param>
    /// <param name="value">The cell.</param>
    /// <param name="complaint">The name of the text that says which words there are.</param>
    /// <param name="words">The words, and what the vendor calls each.</param>
    /// <exception cref="CallCenterException">It is another word.</exception>
    public static string? OneOf(string subject, string name, string? value, string complaint, params (string Word, string Vendor)[] words)
    {
        if (Optional(subject, name, value) is not { } text)
        {
            return null;
        }

        foreach (var (word, vendor) in words)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return vendor;
            }
        }

        throw Failure.Local(ErrorKind.InvalidValue, subject, name, Messages.Format(complaint));
    }

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
