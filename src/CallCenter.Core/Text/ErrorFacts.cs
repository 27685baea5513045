using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace CallCenter.Core.Text;

/// <summary>What there is to know about a kind of error; given beside its id in <see cref="ErrorKind"/>.</summary>
/// <param name="category">The name of PowerShell's category for it.</param>
/// <param name="reason">The name of the text that says what went wrong.</param>
/// <param name="advice">The name of the text that says what to do next.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class ErrorFactsAttribute(string category, string reason, string advice) : Attribute
{
    public string Category => category;

    public string Reason => reason;

    public string Advice => advice;

    /// <summary>The text that says what went wrong where it is a cell of a file; null for the same as elsewhere.</summary>
    public string? InFile { get; init; }

    /// <summary>The text that says what to do about it in a file; null for the same as elsewhere.</summary>
    public string? AdviceInFile { get; init; }

    /// <summary>Whether the row itself was right, so that it may simply be sent again.</summary>
    public bool IsWorthRepeating { get; init; }
}

/// <summary>Reads what <see cref="ErrorKind"/> says about each kind.</summary>
internal static class ErrorFacts
{
    private static readonly Dictionary<ErrorKind, ErrorFactsAttribute> All = typeof(ErrorKind)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => (ErrorKind)field.GetValue(null)!, field => field.GetCustomAttribute<ErrorFactsAttribute>()!);

    extension(ErrorKind kind)
    {
        /// <summary>The name of PowerShell's category.</summary>
        public string Category => All[kind].Category;

        /// <summary>Whether the row itself was right, so that it may be sent again as it is.</summary>
        public bool IsWorthRepeating => All[kind].IsWorthRepeating;
    }

    internal static string Reason(this ErrorKind kind, params object?[] details) => Messages.Named(All[kind].Reason, Plainly(details));

    internal static string Advice(this ErrorKind kind, params object?[] details) => Messages.Named(All[kind].Advice, Typed(All[kind].Advice, details));

    internal static string ReasonInFile(this ErrorKind kind, params object?[] details) => Messages.Named(All[kind].InFile ?? All[kind].Reason, Plainly(details));

    internal static string AdviceInFile(this ErrorKind kind, params object?[] details) =>
        Messages.Named(All[kind].AdviceInFile ?? All[kind].Advice, Typed(All[kind].AdviceInFile ?? All[kind].Advice, details));

    // A path can be of a folder that others write to.
    private static object?[] Plainly(object?[] details) => [.. details.Select(detail => detail is string text ? Plain.Words(text) : detail)];

    /// <summary>The details as an advice can be typed: what stands in quotes must not end them. PowerShell takes each of these for a quote.</summary>
    private static object?[] Typed(string advice, object?[] details)
    {
        var text = Messages.In(Messages.Language, advice);
        return [.. Plainly(details).Select((detail, place) => detail is string value && text.IndexOf("'{" + place + "}'", StringComparison.Ordinal) >= 0
            ? string.Concat(value.Select(character => character is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? new string(character, 2) : character.ToString()))
            : detail)];
    }
}
