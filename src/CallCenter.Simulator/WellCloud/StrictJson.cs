using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.WellCloud;

/// <summary>Reads request bodies and refuses, with 400, whatever is not exactly what the vendor's pages describe.</summary>
internal static class StrictJson
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Hands each property of the body, which must be an object, to a function.</summary>
    /// <exception cref="RefusalException">400.</exception>
    public static void ReadObject(byte[] body, Action<string, JsonElement> read)
    {
        try
        {
            // The parser itself lets broken UTF-8 inside strings pass.
            StrictUtf8.GetCharCount(body);
            using var document = JsonDocument.Parse(body);
            ReadObject("body", document.RootElement, read);
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair.
            throw new RefusalException(400, "请求体不是有效的JSON");
        }
    }

    /// <summary>A string of any content.</summary>
    public static string Text(string name, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw Malformed(name);

    /// <summary>A string that is not blank and not too long.</summary>
    public static string Filled(string name, JsonElement value, int maxLength = int.MaxValue)
    {
        var text = Text(name, value);
        Require(name, text);
        return text.Length <= maxLength ? text : throw new RefusalException(400, "参数过长: " + name);
    }

    /// <summary>One of a few strings.</summary>
    public static string OneOf(string name, JsonElement value, params string[] allowed)
    {
        var text = Text(name, value);
        return Array.IndexOf(allowed, text) >= 0 ? text : throw Malformed(name);
    }

    /// <summary>The id of <c>{"id": "…"}</c>.</summary>
    public static string Id(string name, JsonElement value)
    {
        var id = "";
        ReadObject(name, value, (property, inner) => id = property == "id" ? Filled(name + ".id", inner) : throw Unknown(name + "." + property));
        Require(name + ".id", id);
        return id;
    }

    /// <summary>The ids of <c>[{"id": "…"}, …]</c>.</summary>
    public static IReadOnlyList<string> Ids(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Malformed(name);
        }

        var ids = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            ids.Add(Id(name, item));
        }

        return ids.AsReadOnly();
    }

    /// <summary>Refuses a blank value, which is also what an absent one is.</summary>
    public static void Require(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new RefusalException(400, "缺少必选参数: " + name);
        }
    }

    /// <summary>The refusal of a property that no page mentions.</summary>
    public static RefusalException Unknown(string name) => new(400, "未知的参数: " + name);

    private static RefusalException Malformed(string name) => new(400, "参数格式有误: " + name);

    private static void ReadObject(string name, JsonElement element, Action<string, JsonElement> read)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Malformed(name);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                throw new RefusalException(400, "重复的参数: " + property.Name);
            }

            read(property.Name, property.Value);
        }
    }
}
