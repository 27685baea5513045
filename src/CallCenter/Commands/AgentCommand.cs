using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;

namespace CallCenter.Commands;

/// <summary>What the commands that create agents share (agents page, 1).</summary>
public abstract class AgentCommand : BulkCommand<AgentRequest, AgentOutcome>
{
    /// <summary>Leave the password of rows without one to the vendor, who sets one that is publicly known.</summary>
    [Parameter]
    public SwitchParameter UseVendorDefaultPassword { get; set; }

    /// <inheritdoc/>
    private protected override string ServerName => ActiveSession.TenantName;

    /// <inheritdoc/>
    private protected override string? LostResultHint =>
        UseVendorDefaultPassword ? null : Messages.Format("Stop_PasswordHint");

    /// <inheritdoc/>
    private protected override string? AdviceOn(CallCenterException error, AgentRequest request) =>
        error.StatusCode == 409 ? Messages.Format("Conflict_Agent", CompletionText.Of(request.Code) + GivenSession) : null;

    /// <inheritdoc/>
    private protected override RowId IdOf(AgentRequest request) => RowIds.IdOf(request);

    /// <inheritdoc/>
    private protected override Func<BulkRow<AgentRequest>, CallContext, Task<AgentOutcome>> Start()
    {
        var tenant = ActiveSession.RequireTenant();
        return async (row, context) => row.WasInterrupted
            ? await tenant.ResumeAgentAsync(row.Request, context).ConfigureAwait(false)
            : new AgentOutcome(await tenant.CreateAndSettleAsync(row.Request, context).ConfigureAwait(false), IsFromEarlierRun: false);
    }

    /// <inheritdoc/>
    private protected override void Remember(SeenNames seen, BulkRow<AgentRequest> row, AgentOutcome result)
    {
        var agent = result.Agent;
        seen.Add(ListedKind.Code, agent.Code, agent.UserName);
        seen.Add(ListedKind.Org, agent.Org, agent.OrgName);
        foreach (var role in agent.Role)
        {
            seen.Add(ListedKind.Role, role);
        }

        foreach (var queue in agent.AgentQueue)
        {
            seen.Add(ListedKind.AgentQueue, queue);
        }
    }

    /// <summary>Checks a row and makes it one to send, with the session's tenant where it names none.</summary>
    /// <exception cref="CallCenterException">The row cannot be used.</exception>
    private protected BulkRow<AgentRequest> ToBulkRow(AgentRow row, object target)
    {
        var agent = row
            .WithDefault(AgentField.TenantId, ActiveSession.TenantId)
            .WithDefault(AgentField.Namespace, ActiveSession.Namespace)
            .ToRequest(Subject(), UseVendorDefaultPassword);
        return new(agent, agent.Code, target);
    }

    /// <summary>What else an administrator looks for before creating an agent: who it is, where the password comes from, what it belongs to.</summary>
    private static string FactsOf(AgentRequest agent)
    {
        string?[] facts =
        [
            Cell.Label(agent.UserName),
            Messages.Format(agent.IsPasswordGenerated ? "WhatIf_PasswordGenerated" : agent.Password is null ? "WhatIf_PasswordDefault" : "WhatIf_PasswordGiven"),
            agent.Roles.Count > 0 ? Messages.Format("WhatIf_Roles", agent.Roles.Count) : null,
            agent.AgentQueues.Count > 0 ? Messages.Format("WhatIf_AgentQueues", agent.AgentQueues.Count) : null,
            agent.Org is null ? null : Messages.Format("WhatIf_Org", Cell.Label(agent.Org)),
        ];
        return Messages.Join(facts.OfType<string>());
    }

    /// <inheritdoc/>
    private protected override string OperationOf(AgentRequest request) =>
        Messages.Format("Operation_CreateAgent", Cell.Label(request.Code), Cell.Label(request.LoginName));

    /// <inheritdoc/>
    private protected override string SentenceOf(AgentRequest request, string? place)
    {
        var (code, loginName, facts) = (Cell.Label(request.Code), Cell.Label(request.LoginName), FactsOf(request));
        return place is null
            ? Messages.Format("WhatIf_CreateAgentToo", code, loginName, facts)
            : Messages.Format("WhatIf_CreateAgent", code, loginName, place, facts);
    }

    /// <inheritdoc/>
    private protected override string PlaceOf(AgentRequest request) => request.Namespace ?? ActiveSession.Uri!.Authority;

    /// <inheritdoc/>
    private protected override void WriteResult(BulkRow<AgentRequest> row, AgentOutcome result)
    {
        var isLost = row.Request.IsPasswordGenerated && result.IsFromEarlierRun;
        if (isLost)
        {
            Warn(Messages.Format("Journal_SettledPassword", OperationOf(row.Request)));
        }

        WriteObject(new CcAgent(result.Agent, row.Request.IsPasswordGenerated && !isLost ? row.Request.Password : null));
    }
}
