using System;
using System.Collections.Generic;
using System.Text.Json;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>Reads fields from a vendor's JSON, where a field that is absent, null or of another type counts as missing.</summary>
internal static class JsonFields
{
    /// <summary>A text, or a number or boolean as it is written in the JSON.</summary>
    public static string? Text(this JsonElement parent, string name) => parent.Member(name)?.Text();

    /// <summary>The value as text; null when it is neither a text nor a number or boolean.</summary>
    public static string? Text(this JsonElement value) => value.Raw() is { } text ? Plain.Of(text) : null;

    /// <summary>Text for people to read, on one line.</summary>
    public static string? Words(this JsonElement parent, string name) => parent.Raw(name) is { } text ? Plain.Words(text) : null;

    /// <summary>As <see cref="Text(JsonElement, string)"/>, with all its characters, so it must not be shown.</summary>
    public static string? Raw(this JsonElement parent, string name) => parent.Member(name)?.Raw();

    private static string? Raw(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Decoded(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>The object of that name.</summary>
    public static JsonElement? Object(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>The list of that name.</summary>
    public static JsonElement? List(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    /// <summary>The name of a member; null when it is not valid text.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return Plain.Of(member.Name);
        }
        catch (InvalidOperationException)
        {
            // As in Decoded.
            return null;
        }
    }

    /// <summary>The <c>id</c> of each object of a list; none for anything but a list.</summary>
    public static IReadOnlyList<string> Ids(this JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var ids = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.Text("id") is { } id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private static JsonElement? Member(this JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return parent.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The name of another member is not valid text.
            JsonElement? found = null;
            foreach (var member in parent.EnumerateObject())
            {
                if (NameOf(member) == name)
                {
                    found = member.Value;
                }
            }

            return found;
        }
    }

    private static string? Decoded(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, from a text that was cut in the middle of one.
            return null;
        }
    }
}
