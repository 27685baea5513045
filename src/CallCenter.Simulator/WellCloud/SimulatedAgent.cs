using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.WellCloud;

/// <summary>An agent of the simulated tenant as it was at one moment: a later change makes another object.
/// Its password cannot be read; see <see cref="VendorSimulator.VerifyPassword"/>.</summary>
/// <remarks>The properties are those of the vendor's page WellCloud, 座席管理, 1.1 and 1.3.</remarks>
public sealed class SimulatedAgent
{
    // Undocumented by the vendor: what a database column usually holds.
    private const int MaxCode = 64;
    private const int MaxLoginName = 64;
    private const int MaxUserName = 256;

    private Organization _org;
    private AgentPassword _password = AgentPassword.VendorDefault;

    private SimulatedAgent(SimulatorOptions options)
    {
        _org = new(null, options.TenantId);
        TenantId = options.TenantId;
        Namespace = options.Namespace;
        UpdateTime = options.UtcNow().LocalDateTime;
    }

    /// <summary>The identifier that the tenant made up.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>The agent number (工号), unique in the tenant.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The name to log in with, unique in the tenant.</summary>
    public string LoginName { get; private set; } = "";

    /// <summary>The name that people see.</summary>
    public string UserName { get; private set; } = "";

    /// <summary><c>Ok</c> or <c>Disabled</c>.</summary>
    public string Status { get; private set; } = "Ok";

    /// <summary>The ids of the roles.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>The id of the organization.</summary>
    public string OrgId => _org.Id;

    /// <summary>The name of the organization.</summary>
    public string OrgName => _org.Name;

    /// <summary>The id of the tenant.</summary>
    public string TenantId { get; }

    /// <summary>The domain of the tenant.</summary>
    public string Namespace { get; }

    /// <summary>The ids of the skill groups.</summary>
    public IReadOnlyList<string> AgentQueues { get; private set; } = [];

    /// <summary>Whether the third-party integration settings are used.</summary>
    public bool UseOnlineService { get; private set; }

    /// <summary><c>Male</c>, <c>Female</c>, or null when it was not given.</summary>
    public string? Gender { get; private set; }

    /// <summary>The mobile number, or null when it was not given.</summary>
    public string? Phone { get; private set; }

    /// <summary>The mail address, or null when it was not given.</summary>
    public string? Email { get; private set; }

    /// <summary>When the agent was last changed, in this machine's local time.</summary>
    public DateTime UpdateTime { get; private set; }

    /// <summary>How often the password was reset.</summary>
    public int PasswordResets { get; private set; }

    /// <summary>Whether the password is the well-known one that the vendor gives when none is sent.</summary>
    public bool HasVendorDefaultPassword => _password.IsVendorDefault;

    /// <summary>Reads a request to create an agent (WellCloud, 座席管理, 1.3). What it leaves out has the vendor's default.</summary>
    /// <exception cref="RefusalException">400; 472 for the password.</exception>
    internal static SimulatedAgent Read(byte[] body, SimulatorOptions options)
    {
        var agent = new SimulatedAgent(options);
        string? password = null;
        StrictJson.ReadObject(body, (name, value) =>
        {
            switch (name)
            {
                case "code": agent.Code = StrictJson.Filled(name, value, MaxCode); break;
                case "loginName": agent.LoginName = StrictJson.Filled(name, value, MaxLoginName); break;
                case "userName": agent.UserName = StrictJson.Filled(name, value, MaxUserName); break;
                case "status": agent.Status = StrictJson.OneOf(name, value, "Ok", "Disabled"); break;
                case "roles": agent.Roles = StrictJson.Ids(name, value); break;
                case "org": agent._org = new(StrictJson.Id(name, value), options.TenantId); break;
                case "tenantId": StrictJson.OneOf(name, value, options.TenantId); break;
                case "namespace": StrictJson.OneOf(name, value, options.Namespace); break;
                case "agentQueues": agent.AgentQueues = StrictJson.Ids(name, value); break;
                case "useOnlineService": agent.UseOnlineService = ReadSwitch(name, value); break;
                case "password": password = StrictJson.Text(name, value); break;
                case "gender": agent.Gender = StrictJson.OneOf(name, value, "Male", "Female"); break;
                case "phone": agent.Phone = StrictJson.Text(name, value); break;
                case "email": agent.Email = StrictJson.Text(name, value); break;
                default: throw StrictJson.Unknown(name);
            }
        });

        StrictJson.Require("code", agent.Code);
        StrictJson.Require("loginName", agent.LoginName);
        StrictJson.Require("userName", agent.UserName);
        if (password is not null)
        {
            agent._password = new AgentPassword(password);
        }

        return agent;
    }

    internal bool HasPassword(string password) => _password.Matches(password);

    internal SimulatedAgent WithPassword(AgentPassword password, DateTime updateTime)
    {
        var changed = (SimulatedAgent)MemberwiseClone();
        changed._password = password;
        changed.UpdateTime = updateTime;
        changed.PasswordResets++;
        return changed;
    }

    // In the order of the vendor's example.
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("loginName", LoginName);
        json.WriteString("userName", UserName);
        json.WriteString("status", Status);
        WriteIds(json, "roles", Roles);
        json.WritePropertyName("org");
        _org.Write(json);
        json.WriteString("tenantId", TenantId);
        json.WriteString("namespace", Namespace);
        json.WriteString("updateTime", UpdateTime.ToString("yyyy'.'MM'.'dd HH':'mm':'ss", CultureInfo.InvariantCulture));
        json.WriteString("code", Code);
        WriteIds(json, "agentQueues", AgentQueues);
        json.WriteBoolean("useOnlineService", UseOnlineService);
        WriteIfGiven(json, "gender", Gender);
        WriteIfGiven(json, "phone", Phone);
        WriteIfGiven(json, "email", Email);
        json.WriteEndObject();
    }

    // The page says string and shows a boolean; both are in use.
    private static bool ReadSwitch(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => StrictJson.OneOf(name, value, "true", "false") == "true",
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

    private static void WriteIfGiven(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
