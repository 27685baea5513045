using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Reliability.Runner;

/// <summary>A run that creates agents, with a journal.</summary>
public static class AgentRun
{
    /// <summary>The rows: agents with the codes 10000, 10001, ….</summary>
    public static IReadOnlyList<AgentRequest> Rows(int count) =>
    [
        .. Enumerable.Range(10_000, count).Select(number => number.ToString(CultureInfo.InvariantCulture)).Select(code => new AgentRequest
        {
            Code = code,
            LoginName = "login" + code,
            UserName = "张三",
            Password = new Secret("Bb1357974"),
        }),
    ];

    /// <summary>Runs or continues.</summary>
    public static (List<BulkOutcome<JournaledRow<AgentRequest>, AgentOutcome>> Outcomes, int AlreadyDone) Run(
        string journal, IReadOnlyList<AgentRequest> rows, TenantClient tenant, int limit) =>
        JournaledRun.Run(journal, "New-CcAgent", rows, RowIds.IdOf, (row, context) => CreateAsync(tenant, row, context), limit);

    /// <summary>Creates an agent; what an earlier run may have created is looked for first.</summary>
    public static async Task<AgentOutcome> CreateAsync(TenantClient tenant, JournaledRow<AgentRequest> row, CallContext context) => row.WasInterrupted
        ? await tenant.ResumeAgentAsync(row.Request, context).ConfigureAwait(false)
        : new AgentOutcome(await tenant.CreateAndSettleAsync(row.Request, context).ConfigureAwait(false), IsFromEarlierRun: false);
}
