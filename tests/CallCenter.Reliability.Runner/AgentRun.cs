using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Reliability.Runner;

/// <summary>A run that creates agents, with a journal.</summary>
public static class AgentRun
{
    /// <summary>The tenant, as journals name it.</summary>
    public static readonly Destination Tenant = new("WellCloud", "simulated");

    /// <summary>The rows: agents with the codes 10000, 10001, ….</summary>
    public static IReadOnlyList<AgentValues> Rows(int count) =>
    [
        .. Enumerable.Range(10_000, count).Select(number => number.ToString(CultureInfo.InvariantCulture)).Select(code => new AgentValues
        {
            Code = code,
            LoginName = "login" + code,
            UserName = "张三",
            Password = new Secret("Bb1357974"),
        }),
    ];

    /// <summary>The same as operations.</summary>
    public static IReadOnlyList<Operation> Operations(int count, TenantClient tenant) =>
        [.. Rows(count).Select(agent => new CreateAgent(tenant, Tenant, agent))];
}
