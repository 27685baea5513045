using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Reads the tenant's whole list of agents, which the vendor documents for its console only.</summary>
internal sealed class AgentList(ApiConnection connection, string path)
{
    private const int PageSize = 500;

    private readonly List<Agent> _agents = [];
    private readonly HashSet<string> _known = [];
    private int? _total;

    /// <summary>All agents. First the list as it is, then, where it is shorter than its total, pages of it.</summary>
    /// <exception cref="CallCenterException">The tenant does not let this token list them, or did not give the whole list.</exception>
    public async Task<IReadOnlyList<Agent>> ReadAsync(CallContext context)
    {
        Messages.Keep(Messages.Language);
        await AddAsync(string.Empty, context).ConfigureAwait(false);
        if (_agents.Count < _total)
        {
            await ReadPagesAsync(context).ConfigureAwait(false);
        }

        return _total is not null ? _agents : throw Incomplete(Messages.ListNoTotal);
    }

    private async Task ReadPagesAsync(CallContext context)
    {
        _agents.Clear();
        _known.Clear();
        var size = PageSize;
        for (var page = 1; _agents.Count < _total; page++)
        {
            var query = string.Format(CultureInfo.InvariantCulture, "?page={0}&start={1}&limit={2}", page, (page - 1) * size, size);
            var added = await AddAsync(query, context).ConfigureAwait(false);
            if (added == 0)
            {
                // Also where the tenant knows no pages and answers the same again.
                throw Incomplete(Messages.FormatListTooShort(_agents.Count, _total));
            }

            // The tenant's pages may be smaller than that.
            size = page == 1 ? added : size;
        }
    }

    /// <summary>Adds the agents of an answer.</summary>
    /// <returns>How many were new.</returns>
    private async Task<int> AddAsync(string query, CallContext context)
    {
        var request = TenantClient.Read(Describe, path) with { Query = query };
        try
        {
            using var answer = await connection.SendAsync(request, context).ConfigureAwait(false);
            var list = answer.Object!.Value;
            var agents = AgentJson.ReadList(list, field => connection.Mask(field))
                ?? throw Failure.Remote(ErrorKind.NotJson, Describe(), outcomeUnknown: false, status: answer.Status, detail: answer.DescribeNotJson());
            _total = AgentJson.Total(list);
            var before = _agents.Count;
            foreach (var agent in agents)
            {
                if (_known.Add(agent.Id ?? agent.Code))
                {
                    _agents.Add(agent);
                }
            }

            return _agents.Count - before;
        }
        catch (CallCenterException error) when (error.StatusCode is >= 400 and < 500 and not (401 or 408 or 429))
        {
            throw Failure.Remote(ErrorKind.ListRefused, Describe(), outcomeUnknown: false, status: error.StatusCode, vendorMessage: error.VendorMessage);
        }
    }

    private static string Describe() => Messages.OperationListAgents;

    private static CallCenterException Incomplete(string reason) =>
        Failure.Remote(ErrorKind.ListIncomplete, Describe(), outcomeUnknown: false, detail: reason);
}
