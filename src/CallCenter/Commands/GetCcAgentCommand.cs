using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Shows the agents of the tenant, where it lets the session list them. It asks once, however many names it is asked for.</summary>
[Cmdlet(VerbsCommon.Get, "CcAgent")]
[OutputType(typeof(CcAgent))]
public sealed class GetCcAgentCommand : ReadCommand
{
    private IReadOnlyList<Agent>? _agents;

    /// <summary>The agents' codes, 工号; wildcards are allowed. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("工号", "座席工号", "坐席工号")]
    [SupportsWildcards]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Code { get; set; }

    /// <summary>The names that agents sign in with, 登录名; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("登录名")]
    [SupportsWildcards]
    [TextListTransform]
    public string[]? LoginName { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseLostZeros(nameof(Code));
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override void Show()
    {
        _agents ??= AskOrThrow(context => ActiveSession.RequireTenant().ListAgentsAsync(context));
        LostZero.Refuse(nameof(Code), Code, code => LeadingZeros.Find([.. _agents.Select(agent => agent.Code)], code), Messages.LostZeroTenant);
        var agents = Select(_agents, agent => agent.Code, nameof(Code), Code, Failure.AgentNotListed);
        if (agents.Count > 0 || Code is null)
        {
            agents = Select(agents, agent => agent.LoginName, nameof(LoginName), LoginName, Failure.AgentNotListed);
        }

        WriteObject(agents.Select(agent => new CcAgent(agent, null)), enumerateCollection: true);
    }
}
