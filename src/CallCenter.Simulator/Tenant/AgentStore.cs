using System;
using System.Collections.Generic;

namespace CallCenter.Simulator.Tenant;

/// <summary>The tenant's agents. Every change is atomic.</summary>
internal sealed class AgentStore(string tenantId, string tenantNamespace, Func<DateTimeOffset> utcNow)
{
    private readonly object _lock = new();
    private readonly List<SimulatedAgent> _agents = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loginNames = new(StringComparer.Ordinal);

    /// <summary>Creates an agent.</summary>
    /// <exception cref="TenantRefusalException">409. The vendor does not document what it answers to a code or a login name
    /// that is taken, only that codes are unique.</exception>
    public SimulatedAgent Create(NewAgent request)
    {
        // Hashing is the slow part, and needs no lock.
        var password = new PasswordHash(request.Password);
        lock (_lock)
        {
            if (_positions.ContainsKey(request.Code))
            {
                throw new TenantRefusalException(409, $"code {request.Code} 已存在");
            }

            if (!_loginNames.Add(request.LoginName))
            {
                throw new TenantRefusalException(409, $"loginName {request.LoginName} 已存在");
            }

            var agent = new SimulatedAgent(request, Organisation.Of(request.OrgId, tenantId), tenantId, tenantNamespace, password, Now());
            _positions.Add(agent.Code, _agents.Count);
            _agents.Add(agent);
            return agent;
        }
    }

    /// <summary>Gives an agent another password.</summary>
    /// <exception cref="TenantRefusalException">424 when there is no such agent, which is checked first; 472.</exception>
    public void ResetPassword(string code, string newPassword)
    {
        lock (_lock)
        {
            if (!_positions.TryGetValue(code, out int position))
            {
                throw new TenantRefusalException(424, "坐席不存在");
            }

            PasswordRule.Check(newPassword);
            _agents[position] = _agents[position].WithPassword(new PasswordHash(newPassword), Now());
        }
    }

    public SimulatedAgent? Find(string code)
    {
        lock (_lock)
        {
            return _positions.TryGetValue(code, out int position) ? _agents[position] : null;
        }
    }

    public IReadOnlyList<SimulatedAgent> Snapshot()
    {
        lock (_lock)
        {
            return _agents.ToArray();
        }
    }

    private DateTime Now() => utcNow().LocalDateTime;
}
