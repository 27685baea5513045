using System;
using System.Collections.Generic;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.WellCloud;

/// <summary>The tenant's agents. Every change is atomic.</summary>
internal sealed class AgentStore(Func<DateTimeOffset> utcNow)
{
    private readonly object _lock = new();
    private readonly List<SimulatedAgent> _agents = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loginNames = new(StringComparer.Ordinal);

    /// <summary>Adds a new agent.</summary>
    /// <exception cref="RefusalException">409 for a code or a login name that is taken. The vendor documents that codes are unique, but
    /// not what it answers to one that is not.</exception>
    public void Add(SimulatedAgent agent)
    {
        lock (_lock)
        {
            if (_positions.ContainsKey(agent.Code))
            {
                throw new RefusalException(409, $"code {agent.Code} 已存在");
            }

            if (!_loginNames.Add(agent.LoginName))
            {
                throw new RefusalException(409, $"loginName {agent.LoginName} 已存在");
            }

            _positions.Add(agent.Code, _agents.Count);
            _agents.Add(agent);
        }
    }

    /// <summary>Gives an agent another password.</summary>
    /// <exception cref="RefusalException">424 when there is no such agent, which is checked first; 472.</exception>
    public void ResetPassword(string code, string newPassword)
    {
        lock (_lock)
        {
            if (!_positions.TryGetValue(code, out var position))
            {
                throw new RefusalException(424, "坐席不存在");
            }

            _agents[position] = _agents[position].WithPassword(new AgentPassword(newPassword), utcNow().LocalDateTime);
        }
    }

    public SimulatedAgent? Find(string code)
    {
        lock (_lock)
        {
            return _positions.TryGetValue(code, out var position) ? _agents[position] : null;
        }
    }

    public IReadOnlyList<SimulatedAgent> Snapshot()
    {
        lock (_lock)
        {
            return _agents.ToArray();
        }
    }
}
