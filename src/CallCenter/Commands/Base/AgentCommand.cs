using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>What the commands that create agents share (agents page, 1).</summary>
public abstract class AgentCommand : TenantCommand
{
    /// <summary>Leave the password of rows without one to the vendor, who sets one that is publicly known.</summary>
    [Parameter]
    public SwitchParameter UseVendorDefaultPassword { get; set; }

    /// <inheritdoc/>
    private protected override string? LostResultHint =>
        UseVendorDefaultPassword ? null : Messages.StopPasswordHint;

    /// <inheritdoc/>
    private protected override string? AdviceOn(CallCenterException error, Operation operation) =>
        error.StatusCode == 409 && operation is CreateAgent ? Messages.FormatConflictAgent(CompletionText.Of(operation.UniqueName) + GivenSession) : null;

    /// <inheritdoc/>
    private protected override void Remember(SeenNames seen, OperationOutcome outcome)
    {
        if (outcome.Result is not Agent agent)
        {
            return;
        }

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

    /// <summary>Checks a row and makes it an agent to create, with the session's tenant where it names none.</summary>
    /// <exception cref="CallCenterException">The row cannot be used.</exception>
    private protected CreateAgent ToCreation(AgentRow row) => new(
        Tenant,
        ActiveSession.TenantDestination,
        row.ToValues(
            Subject(),
            UseVendorDefaultPassword,
            field => field == AgentField.TenantId ? ActiveSession.TenantId : field == AgentField.Namespace ? ActiveSession.Namespace : null));
}
