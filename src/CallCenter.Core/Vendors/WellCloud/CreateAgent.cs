using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Creates an agent (agents page, 1). Results in an <see cref="Agents.Agent"/>.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="destination">The tenant, as a journal names it.</param>
/// <param name="agent">The agent.</param>
public sealed class CreateAgent(TenantClient tenant, Destination destination, AgentValues agent) : Operation
{
    /// <summary>The agent to create.</summary>
    public AgentValues Agent => agent;

    /// <inheritdoc/>
    public override string Name => "create-agent";

    /// <inheritdoc/>
    public override Destination Destination => destination;

    /// <inheritdoc/>
    public override string UniqueName => agent.Code;

    /// <inheritdoc/>
    public override bool IsRepeatable => false;

    /// <inheritdoc/>
    public override string Place => agent.Namespace ?? destination.Place;

    /// <inheritdoc/>
    public override bool IsResultSecret => agent.IsPasswordGenerated;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Identity => agent.GetIdentity();

    /// <inheritdoc/>
    public override string Describe() => Messages.FormatOperationCreateAgent(Cell.Label(agent.Code), Cell.Label(agent.LoginName));

    /// <inheritdoc/>
    public override string DescribeInFull(bool withPlace)
    {
        var (code, loginName, facts) = (Cell.Label(agent.Code), Cell.Label(agent.LoginName), Facts());
        return withPlace
            ? Messages.FormatWhatIfCreateAgent(code, loginName, Place, facts)
            : Messages.FormatWhatIfCreateAgentToo(code, loginName, facts);
    }

    /// <summary>Creates the agent, and where no answer says whether it was created, looks, if the tenant lets this token look.</summary>
    /// <inheritdoc/>
    public override async Task<OperationOutcome> SendAsync(CallContext context)
    {
        try
        {
            return new(this, await tenant.CreateAgentAsync(agent, context).ConfigureAwait(false));
        }
        catch (CallCenterException exception) when (exception.OutcomeUnknown && !context.Stopping.IsCancellationRequested)
        {
            var lookup = await tenant.SettleAsync(agent, tenant.Pending, context).ConfigureAwait(false);
            if (lookup.Found is null && !lookup.IsAbsent)
            {
                throw;
            }

            return new(this, lookup.Found ?? throw Failure.AgentAbsent(exception));
        }
    }

    /// <summary>Looks whether the interrupted run created the agent, and creates it only if that is certain not to be.</summary>
    /// <inheritdoc/>
    public override async Task<OperationOutcome> ResumeAsync(TimeSpan? pending, CallContext context)
    {
        var lookup = await tenant.SettleAsync(agent, pending, context).ConfigureAwait(false);
        if (lookup.Found is not null)
        {
            return new(this, lookup.Found) { IsFromEarlierRun = true };
        }

        return lookup.IsAbsent
            ? await SendAsync(context).ConfigureAwait(false)
            : throw Failure.UnknownEarlier(Describe(), lookup.IsEarly);
    }

    /// <summary>What else an administrator wants to see before creating an agent: who it is, where the password comes from, what it belongs to.</summary>
    private string Facts()
    {
        string?[] facts =
        [
            Cell.Label(agent.UserName),
            agent.IsPasswordGenerated ? Messages.WhatIfPasswordGenerated : agent.Password is null ? Messages.WhatIfPasswordDefault : Messages.WhatIfPasswordGiven,
            agent.Roles.Count > 0 ? Messages.FormatWhatIfRoles(agent.Roles.Count) : null,
            agent.AgentQueues.Count > 0 ? Messages.FormatWhatIfAgentQueues(agent.AgentQueues.Count) : null,
            agent.Org is null ? null : Messages.FormatWhatIfOrg(Cell.Label(agent.Org)),
        ];
        return Messages.Join(facts.OfType<string>());
    }
}
