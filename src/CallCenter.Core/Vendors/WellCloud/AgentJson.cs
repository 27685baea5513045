using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>The tenant's JSON for agents, in the names and forms of the agents page.</summary>
internal static class AgentJson
{
    private const string TimeFormat = "yyyy.MM.dd HH:mm:ss";

    private static readonly Dictionary<string, AgentField> Fields = AgentField.All.ToDictionary(field => field.JsonName);

    // What identifies an agent and its tenant.
    private static readonly AgentField[] Echoed = [AgentField.Code, AgentField.LoginName, AgentField.UserName, AgentField.TenantId, AgentField.Namespace];

    // Names are Chinese: they travel as UTF-8, which the Content-Type announces, and not as escapes. But the JSON writer escapes any
    // character that takes two UTF-16 units (emoji, rare names). An escaped backslash comes first, so that what follows it is not taken
    // for an escape.
    private static readonly Regex EscapedPair = new(
        @"\\\\|\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})",
        RegexOptions.CultureInvariant);

    public static byte[] Write(AgentValues agent) => Write(json =>
    {
        for (var i = 0; i < AgentField.All.Count; i++)
        {
            var field = AgentField.All[i];
            if (agent[field] is { } value)
            {
                Write(json, field, value);
            }
        }
    });

    public static byte[] WriteReset(string code, Secret password) => Write(json =>
    {
        json.WriteString("password", password.Reveal());
        json.WriteString("code", code);
    });

    /// <summary>The agent in the answer. What the answer leaves out is taken from the request, where there is one.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="request">The request.</param>
    /// <param name="mask">Masks secrets in a field; what was asked for stays as it is, even where it is also the password.</param>
    public static Agent Read(JsonElement answer, AgentValues? request, Func<string, string> mask)
    {
        var values = new AgentValues();
        string? id = null, orgName = null, updateTime = null;

        // One pass over the answer: looking each field up would read it a dozen times.
        foreach (var member in answer.EnumerateObject())
        {
            switch (JsonFields.NameOf(member))
            {
                case "id":
                    id = (string?)Masked(member.Value.Text());
                    break;
                case "updateTime":
                    updateTime = member.Value.Text();
                    break;
                case { } name when Fields.TryGetValue(name, out var field):
                    values[field] = Masked(Read(field, member.Value), request?[field]);
                    orgName = field == AgentField.Org ? (string?)Masked(member.Value.Text("name")) : orgName;
                    break;
            }
        }

        foreach (var field in Echoed)
        {
            values[field] ??= request?[field];
        }

        return new Agent(values)
        {
            Id = id,
            OrgName = orgName,
            UpdateTime = DateTime.TryParseExact(updateTime, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : null,
        };

        object? Masked(object? value, object? asked = null) => value switch
        {
            string text => text.Equals(asked as string, StringComparison.OrdinalIgnoreCase) ? text : mask(text),
            IReadOnlyList<string> { Count: > 0 } ids => ids.Select(mask).ToList(),
            _ => value,
        };
    }

    /// <summary>Why the answer to a create is not the agent that was asked for, in words; null when it is. What it leaves out is not compared, except the id.</summary>
    public static string? FindMismatch(Agent answer, AgentValues request)
    {
        if (answer.Code != request.Code || !request.LoginName.Equals(answer.LoginName, StringComparison.OrdinalIgnoreCase))
        {
            return Messages.FormatNotJsonOtherAgent(Cell.Label(answer.Code), Cell.Label(answer.LoginName));
        }

        return answer.Id is null ? Messages.NotJsonNoId : null;
    }

    /// <summary>Finds an agent in the tenant's list, <c>{"root":[…],"total":n}</c>. A list that is cut short proves nothing absent.</summary>
    public static AgentLookup Find(JsonElement list, AgentValues agent, Func<string, string> mask)
    {
        if (list.List("root") is not { } root)
        {
            return AgentLookup.CannotTell;
        }

        foreach (var item in root.EnumerateArray())
        {
            if (item.Text("code") == agent.Code && item.Text("loginName") == agent.LoginName)
            {
                return new AgentLookup(Read(item, agent, mask), IsAbsent: false);
            }
        }

        return Total(list) <= root.GetArrayLength() ? new AgentLookup(null, IsAbsent: true) : AgentLookup.CannotTell;
    }

    /// <summary>The agents of the tenant's list, or of a page of it; null when the answer is no list. What is no agent is left out.</summary>
    public static IReadOnlyList<Agent>? ReadList(JsonElement list, Func<string, string> mask) => list.List("root") is { } root
        ? [.. root.EnumerateArray().Where(item => item.Text("code") is not null).Select(item => Read(item, null, mask))]
        : null;

    /// <summary>How many agents the tenant's list says there are; null when it does not say.</summary>
    public static int? Total(JsonElement list) =>
        int.TryParse(list.Text("total"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;

    /// <summary>What the tenant's list tells of: agents by code, and the roles, organizations and skill groups that they have.</summary>
    public static NameList ReadNames(JsonElement list, Func<string, string> mask)
    {
        var names = new NameList(mask);
        if (list.List("root") is { } root)
        {
            foreach (var item in root.EnumerateArray())
            {
                names.Add(ListedKind.Code, item.Text("code"), item.Text("userName"));
                names.Add(ListedKind.Org, item.Object("org")?.Text("id"), item.Object("org")?.Text("name"));
                AddAll(names, ListedKind.Role, item.List("roles"));
                AddAll(names, ListedKind.AgentQueue, item.List("agentQueues"));
            }
        }

        return names;
    }

    private static void AddAll(NameList names, ListedKind kind, JsonElement? list)
    {
        if (list is { } all)
        {
            foreach (var item in all.EnumerateArray())
            {
                names.Add(kind, item.Text("id"), item.Text("name"));
            }
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var bytes = JsonBytes.Of(members);
        return bytes.AsSpan().IndexOf("\\u"u8) < 0 ? bytes : Encoding.UTF8.GetBytes(EscapedPair.Replace(Encoding.UTF8.GetString(bytes), Unescape));
    }

    private static string Unescape(Match match) => match.Groups["high"].Success
        ? new string([Unit(match.Groups["high"]), Unit(match.Groups["low"])])
        : match.Value;

    private static char Unit(Group digits) => (char)ushort.Parse(digits.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, AgentField field, object value)
    {
        switch (value)
        {
            case string id when field.Kind == AgentFieldKind.Id:
                json.WriteStartObject(field.JsonName);
                json.WriteString("id", id);
                json.WriteEndObject();
                break;
            case string text:
                json.WriteString(field.JsonName, text);
                break;
            case IReadOnlyList<string> ids:
                WriteIds(json, field.JsonName, ids);
                break;
            case bool yes:
                // Documented as a string, shown as a boolean: the example is what was seen to work.
                json.WriteBoolean(field.JsonName, yes);
                break;
            case Secret password:
                json.WriteString(field.JsonName, password.Reveal());
                break;
        }
    }

    // A password that the tenant answers is not kept.
    private static object? Read(AgentField field, JsonElement value) => field.Kind switch
    {
        AgentFieldKind.Id => value.Text("id"),
        AgentFieldKind.Ids => value.Ids(),
        AgentFieldKind.Boolean => bool.TryParse(value.Text(), out var yes) ? yes : null,
        AgentFieldKind.Password => null,
        _ => value.Text(),
    };

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
