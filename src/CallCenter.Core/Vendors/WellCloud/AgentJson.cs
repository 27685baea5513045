using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>The tenant's JSON for agents, field by field as on the agents page.</summary>
internal static class AgentJson
{
    private const string TimeFormat = "yyyy.MM.dd HH:mm:ss";

    // Names are Chinese: they travel as UTF-8, which the Content-Type announces, and not as escapes.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The encoder lets no character through that takes two UTF-16 units (emoji, rare names). An escaped backslash comes
    // first, so that what follows it is not taken for an escape.
    private static readonly Regex EscapedPair = new(
        @"\\\\|\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})",
        RegexOptions.CultureInvariant);

    public static byte[] Write(AgentRequest agent) => Write(json =>
    {
        json.WriteString("loginName", agent.LoginName);
        json.WriteString("userName", agent.UserName);
        WriteOptional(json, "status", agent.Status);
        WriteIds(json, "roles", agent.Roles);
        if (agent.Org is not null)
        {
            json.WriteStartObject("org");
            json.WriteString("id", agent.Org);
            json.WriteEndObject();
        }

        WriteOptional(json, "tenantId", agent.TenantId);
        WriteOptional(json, "namespace", agent.Namespace);
        json.WriteString("code", agent.Code);
        WriteIds(json, "agentQueues", agent.AgentQueues);
        if (agent.UseOnlineService is { } useOnlineService)
        {
            // Documented as a string, shown as a boolean: the example is what was seen to work.
            json.WriteBoolean("useOnlineService", useOnlineService);
        }

        WriteOptional(json, "password", agent.Password?.Reveal());
        WriteOptional(json, "gender", agent.Gender);
        WriteOptional(json, "phone", agent.Phone);
        WriteOptional(json, "email", agent.Email);
    });

    public static byte[] WriteReset(string code, Secret password) => Write(json =>
    {
        json.WriteString("password", password.Reveal());
        json.WriteString("code", code);
    });

    /// <summary>The agent in the answer. What the answer leaves out is taken from the request.</summary>
    public static Agent Read(JsonElement answer, AgentRequest request)
    {
        string? id = null, code = null, loginName = null, userName = null, status = null, tenantId = null, name = null;
        string? useOnlineService = null, gender = null, phone = null, email = null, updateTime = null;
        IReadOnlyList<string> roles = [], agentQueues = [];
        JsonElement? org = null;

        // One pass over the answer: looking each field up would read it a dozen times.
        foreach (var field in answer.EnumerateObject())
        {
            var value = field.Value;
            switch (JsonFields.NameOf(field))
            {
                case "id":
                    id = value.Text();
                    break;
                case "code":
                    code = value.Text();
                    break;
                case "loginName":
                    loginName = value.Text();
                    break;
                case "userName":
                    userName = value.Text();
                    break;
                case "status":
                    status = value.Text();
                    break;
                case "roles":
                    roles = value.Ids();
                    break;
                case "org":
                    org = value.ValueKind == JsonValueKind.Object ? value : null;
                    break;
                case "tenantId":
                    tenantId = value.Text();
                    break;
                case "namespace":
                    name = value.Text();
                    break;
                case "agentQueues":
                    agentQueues = value.Ids();
                    break;
                case "useOnlineService":
                    useOnlineService = value.Text();
                    break;
                case "gender":
                    gender = value.Text();
                    break;
                case "phone":
                    phone = value.Text();
                    break;
                case "email":
                    email = value.Text();
                    break;
                case "updateTime":
                    updateTime = value.Text();
                    break;
            }
        }

        return new Agent
        {
            Id = id,
            Code = code ?? request.Code,
            LoginName = loginName ?? request.LoginName,
            UserName = userName ?? request.UserName,
            Status = status,
            Roles = roles,
            Org = org?.Text("id"),
            OrgName = org?.Text("name"),
            TenantId = tenantId ?? request.TenantId,
            Namespace = name ?? request.Namespace,
            AgentQueues = agentQueues,
            UseOnlineService = bool.TryParse(useOnlineService, out var use) ? use : null,
            Gender = gender,
            Phone = phone,
            Email = email,
            UpdateTime = DateTime.TryParseExact(updateTime, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : null,
        };
    }

    /// <summary>Finds an agent in the tenant's list, <c>{"root":[…],"total":n}</c>. A list that is cut short proves nothing absent.</summary>
    public static AgentLookup Find(JsonElement list, AgentRequest agent)
    {
        if (list.List("root") is not { } root)
        {
            return AgentLookup.CannotTell;
        }

        foreach (var item in root.EnumerateArray())
        {
            if (item.Text("code") == agent.Code && item.Text("loginName") == agent.LoginName)
            {
                return new AgentLookup(Read(item, agent), IsAbsent: false);
            }
        }

        var isWhole = int.TryParse(list.Text("total"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) && total <= root.GetArrayLength();
        return isWhole ? new AgentLookup(null, IsAbsent: true) : AgentLookup.CannotTell;
    }

    /// <summary>What the tenant's list tells of: agents by code, and the roles, organizations and skill groups that they have.</summary>
    public static NameList ReadNames(JsonElement list)
    {
        var names = new NameList();
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
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        var bytes = stream.ToArray();
        return bytes.AsSpan().IndexOf("\\u"u8) < 0 ? bytes : Encoding.UTF8.GetBytes(EscapedPair.Replace(Encoding.UTF8.GetString(bytes), Unescape));
    }

    private static string Unescape(Match match) => match.Groups["high"].Success
        ? new string([Unit(match.Groups["high"]), Unit(match.Groups["low"])])
        : match.Value;

    private static char Unit(Group digits) => (char)ushort.Parse(digits.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

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
