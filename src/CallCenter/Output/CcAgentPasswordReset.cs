using System.Management.Automation;
using CallCenter.Core.Text;

namespace CallCenter;

/// <summary>A password that <c>Reset-CcAgentPassword</c> set. The tenant answers nothing of its own (agents page, 2.4).</summary>
public sealed class CcAgentPasswordReset
{
    internal CcAgentPasswordReset(string code, string? loginName, Secret? generated)
    {
        Code = code;
        Credential = generated is null ? null : new PSCredential(string.IsNullOrWhiteSpace(loginName) ? code : loginName, generated.ToSecureString());
    }

    /// <summary>The agent's code, 工号.</summary>
    public string Code { get; }

    /// <summary>The login name, or the code where the input had none, with the password that was generated; null when the password was given.</summary>
    public PSCredential? Credential { get; }
}
