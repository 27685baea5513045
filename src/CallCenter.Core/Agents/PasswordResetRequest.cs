using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>A password to set (agents page, 2.3).</summary>
/// <param name="Code">The agent's code, 工号.</param>
/// <param name="Password">The password.</param>
/// <param name="IsPasswordGenerated">Whether nobody but this request knows the password yet.</param>
/// <param name="LoginName">The name to sign in with, where the caller knows it; it is not sent.</param>
public sealed record PasswordResetRequest(string Code, Secret Password, bool IsPasswordGenerated, string? LoginName = null);
