using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace CallCenter.Simulator.WellCloud;

/// <summary>An agent of the simulated tenant as it was at one moment: a later change makes another object.
/// Its password cannot be read; see <see cref="VendorSimulator.VerifyPassword"/>.</summary>
/// <remarks>The properties are those of the vendor's page WellCloud, 座席管理, 1.1 and 1.3.</remarks>
public sealed class SimulatedAgent
{
    private readonly Organization _org;
    private AgentPassword _password;

    internal SimulatedAgent(
        NewAgent request,
        Organization org,
        string tenantId,
        string tenantNamespace,
        AgentPassword password,
        DateTime updateTime)
    {
        _org = org;
        _password = password;
        Id = Guid.NewGuid().ToString();
        Code = request.Code;
        LoginName = request.LoginName;
        UserName = request.UserName;
        Status = request.Status;
        Roles = request.Roles;
        TenantId = tenantId;
        Namespace = tenantNamespace;
        AgentQueues = request.AgentQueues;
        UseOnlineService = request.UseOnlineService;
        Gender = request.Gender;
        Phone = request.Phone;
        Email = request.Email;
        UpdateTime = updateTime;
    }

    /// <summary>The identifier that the tenant made up.</summary>
    public string Id { get; }

    /// <summary>The agent number (工号), unique in the tenant.</summary>
    public string Code { get; }

    /// <summary>The name to log in with, unique in the tenant.</summary>
    public string LoginName { get; }

    /// <summary>The name that people see.</summary>
    public string UserName { get; }

    /// <summary><c>Ok</c> or <c>Disabled</c>.</summary>
    public string Status { get; }

    /// <summary>The ids of the roles.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>The id of the organization.</summary>
    public string OrgId => _org.Id;

    /// <summary>The name of the organization.</summary>
    public string OrgName => _org.Name;

    /// <summary>The id of the tenant.</summary>
    public string TenantId { get; }

    /// <summary>The domain of the tenant.</summary>
    public string Namespace { get; }

    /// <summary>The ids of the skill groups.</summary>
    public IReadOnlyList<string> AgentQueues { get; }

    /// <summary>Whether the third-party integration settings are used.</summary>
    public bool UseOnlineService { get; }

    /// <summary><c>Male</c>, <c>Female</c>, or null when it was not given.</summary>
    public string? Gender { get; }

    /// <summary>The mobile number, or null when it was not given.</summary>
    public string? Phone { get; }

    /// <summary>The mail address, or null when it was not given.</summary>
    public string? Email { get; }

    /// <summary>When the agent was last changed, in this machine's local time.</summary>
    public DateTime UpdateTime { get; private set; }

    /// <summary>How often the password was reset.</summary>
    public int PasswordResets { get; private set; }

    /// <summary>Whether the password is the well-known one that the vendor gives when none is sent.</summary>
    public bool HasVendorDefaultPassword => _password.IsVendorDefault;

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
