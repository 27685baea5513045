using System.Management.Automation;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter;

/// <summary>An agent as the tenant answered it: created by <c>New-CcAgent</c> or <c>Import-CcAgent</c>, or listed by <c>Get-CcAgent</c> (agents page, 1.1).</summary>
public sealed class CcAgent : Agent
{
    private readonly Secret? _generated;
    private PSCredential? _credential;

    internal CcAgent(Agent agent, Secret? generated)
        : base(agent)
    {
        _generated = generated;
    }

    /// <summary>The login name with the password that was generated; null when the row brought its own password or left it to the vendor.</summary>
    /// <remarks>Made when it is first asked for: most of a thousand agents are only looked at in a table.</remarks>
    public PSCredential? Credential => _generated is null ? null : _credential ??= new PSCredential(LoginName, _generated.ToSecureString());
}
