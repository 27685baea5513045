using System.Globalization;
using System.Linq;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.WellCloud;

/// <summary>The WellCloud tenant: the documented calls that this product makes.</summary>
internal sealed class TenantApi(SimulatorOptions options, AgentStore agents, TokenStore tokens)
{
    public const string TokenPath = "/p/api/operation/operation/apply/token";
    private const string AgentsPath = "/api/operation/tenant/agents";
    private const string TopOrgPath = "/api/security/security/org/topOrg";
    private const string ResetPath = AgentsPath + "/resetAgentPassword2";

    /// <summary>Answers a request.</summary>
    public HttpResponse Answer(HttpRequest request)
    {
        try
        {
            return request.Path switch
            {
                AgentsPath when request.Method == "GET" && options.AllowAgentList => ListAgents(request),
                AgentsPath => CreateAgent(request),
                ResetPath => ResetPassword(request),
                TopOrgPath => TopOrg(request),
                TokenPath => ApplyToken(request),
                _ => throw new RefusalException(404, "RESTEASY003210: Could not find resource for full path: " + request.Path),
            };
        }
        catch (RefusalException e)
        {
            return HttpResponse.Json(e.Status, ("message", e.Message), ("code", e.Status.ToString(CultureInfo.InvariantCulture)));
        }
    }

    // WellCloud, 座席管理, 1: 200 and the agent.
    private HttpResponse CreateAgent(HttpRequest request)
    {
        RequireMethod(request, "POST");
        RequireToken(request);
        RequireJson(request);
        var agent = SimulatedAgent.Read(request.Body, options);
        agents.Add(agent);
        return HttpResponse.Json(200, agent.Write);
    }

    // Seen with the web console only: {"root":[…],"total":n}.
    private HttpResponse ListAgents(HttpRequest request)
    {
        RequireToken(request);
        var all = agents.Snapshot();
        return HttpResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("root");
            foreach (var agent in all)
            {
                agent.Write(json);
            }

            json.WriteEndArray();
            json.WriteNumber("total", all.Count);
            json.WriteEndObject();
        });
    }

    // WellCloud's page on organizations: 200 and the organization.
    private HttpResponse TopOrg(HttpRequest request)
    {
        RequireMethod(request, "GET");
        RequireToken(request);
        return HttpResponse.Json(200, new Organization(null, options.TenantId).Write);
    }

    // WellCloud, 座席管理, 2: 204 and no body.
    private HttpResponse ResetPassword(HttpRequest request)
    {
        RequireMethod(request, "PUT");
        RequireToken(request);
        RequireJson(request);
        var code = "";
        string? password = null;
        StrictJson.ReadObject(request.Body, (name, value) =>
        {
            switch (name)
            {
                case "code": code = StrictJson.Filled(name, value); break;
                case "password": password = StrictJson.Text(name, value); break;
                default: throw StrictJson.Unknown(name);
            }
        });

        StrictJson.Require("code", code);
        agents.ResetPassword(code, password ?? throw new RefusalException(400, "缺少必选参数: password"));
        return new HttpResponse(204);
    }

    // WellCloud's page on tokens: application id and secret travel in the query.
    private HttpResponse ApplyToken(HttpRequest request)
    {
        RequireMethod(request, "POST");
        RequireJson(request);
        if (QueryValue(request, "appId") != options.AppId || QueryValue(request, "appSecret") != options.AppSecret)
        {
            throw new RefusalException(425, "appId或appSecret有误");
        }

        if (QueryValue(request, "type") is not ("tenant" or "partner"))
        {
            throw new RefusalException(400, "参数格式有误: type");
        }

        return HttpResponse.Json(200, ("token", tokens.Issue()));
    }

    private static void RequireMethod(HttpRequest request, string method)
    {
        if (request.Method != method)
        {
            throw new RefusalException(405, "RESTEASY003650: No resource method found for " + request.Method);
        }
    }

    // The header holds the token alone: with a scheme before it, it is a different, wrong token.
    private void RequireToken(HttpRequest request)
    {
        var token = request.Headers["Authorization"];
        if (string.IsNullOrEmpty(token))
        {
            throw new RefusalException(403, "没有在头信息中传入token值");
        }

        if (!tokens.IsValid(token!))
        {
            throw new RefusalException(401, "token值有误");
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!request.IsUtf8Of("application/json", mayOmitCharset: false))
        {
            throw new RefusalException(500, "RESTEASY003065: Cannot consume content type");
        }
    }

    /// <summary>A value of the query; null when it is absent or ambiguous.</summary>
    private static string? QueryValue(HttpRequest request, string name) =>
        request.Query.Where(pair => pair.Key == name).ToList() is [{ Value: var value }] ? value : null;
}
