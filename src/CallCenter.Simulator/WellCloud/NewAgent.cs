using System.Collections.Generic;
using System.Text.Json;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.WellCloud;

/// <summary>A request to create an agent. What the caller left out has the vendor's default.</summary>
internal sealed class NewAgent
{
    // Undocumented by the vendor: what a database column usually holds.
    private const int MaxCode = 64;
    private const int MaxLoginName = 64;
    private const int MaxUserName = 256;

    private NewAgent()
    {
    }

    public string Code { get; private set; } = "";

    public string LoginName { get; private set; } = "";

    public string UserName { get; private set; } = "";

    public string Status { get; private set; } = "Ok";

    public IReadOnlyList<string> Roles { get; private set; } = [];

    public string? OrgId { get; private set; }

    public IReadOnlyList<string> AgentQueues { get; private set; } = [];

    public bool UseOnlineService { get; private set; }

    public string Password { get; private set; } = AgentPassword.VendorDefault;

    public string? Gender { get; private set; }

    public string? Phone { get; private set; }

    public string? Email { get; private set; }

    /// <summary>Reads a request body (WellCloud, 座席管理, 1.3).</summary>
    /// <exception cref="RefusalException">400.</exception>
    public static NewAgent Read(byte[] body, string tenantId, string tenantNamespace)
    {
        var agent = new NewAgent();
        StrictJson.ReadObject(body, (name, value) =>
        {
            switch (name)
            {
                case "code": agent.Code = StrictJson.Filled(name, value, MaxCode); break;
                case "loginName": agent.LoginName = StrictJson.Filled(name, value, MaxLoginName); break;
                case "userName": agent.UserName = StrictJson.Filled(name, value, MaxUserName); break;
                case "status": agent.Status = StrictJson.OneOf(name, value, "Ok", "Disabled"); break;
                case "roles": agent.Roles = StrictJson.Ids(name, value); break;
                case "org": agent.OrgId = StrictJson.Id(name, value); break;
                case "tenantId": StrictJson.OneOf(name, value, tenantId); break;
                case "namespace": StrictJson.OneOf(name, value, tenantNamespace); break;
                case "agentQueues": agent.AgentQueues = StrictJson.Ids(name, value); break;
                case "useOnlineService": agent.UseOnlineService = ReadSwitch(name, value); break;
                case "password": agent.Password = StrictJson.Text(name, value); break;
                case "gender": agent.Gender = StrictJson.OneOf(name, value, "Male", "Female"); break;
                case "phone": agent.Phone = StrictJson.Text(name, value); break;
                case "email": agent.Email = StrictJson.Text(name, value); break;
                default: throw StrictJson.Unknown(name);
            }
        });

        StrictJson.Require("code", agent.Code);
        StrictJson.Require("loginName", agent.LoginName);
        StrictJson.Require("userName", agent.UserName);
        return agent;
    }

    // The page says string and shows a boolean; both are in use.
    private static bool ReadSwitch(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => StrictJson.OneOf(name, value, "true", "false") == "true",
    };
}
