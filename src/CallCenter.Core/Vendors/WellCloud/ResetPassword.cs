using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Sets the password of an agent (agents page, 2). It has no result.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="destination">The tenant, as a journal names it.</param>
/// <param name="code">The agent's code.</param>
/// <param name="password">The new password.</param>
public sealed class ResetPassword(TenantClient tenant, Destination destination, string code, Secret password) : Operation
{
    /// <summary>The agent's code.</summary>
    public string Code => code;

    /// <summary>The new password.</summary>
    public Secret Password => password;

    /// <summary>Whether nobody else knows the password yet.</summary>
    public bool IsPasswordGenerated { get; init; }

    /// <summary>The agent's login name, where the row has it.</summary>
    public string? LoginName { get; init; }

    /// <inheritdoc/>
    public override string Name => "reset-password";

    /// <inheritdoc/>
    public override Destination Destination => destination;

    /// <inheritdoc/>
    public override string UniqueName => code;

    /// <inheritdoc/>
    public override bool IsRepeatable => true;

    /// <inheritdoc/>
    public override bool IsResultSecret => IsPasswordGenerated;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Identity => [new("code", code)];

    /// <inheritdoc/>
    public override string Describe() => Messages.FormatOperationResetPassword(Cell.Label(code));

    /// <inheritdoc/>
    public override string DescribeInFull(bool withPlace)
    {
        var (label, origin) = (Cell.Label(code), IsPasswordGenerated ? Messages.WhatIfPasswordGenerated : Messages.WhatIfPasswordGiven);
        return withPlace ? Messages.FormatWhatIfResetPassword(label, Place, origin) : Messages.FormatWhatIfResetPasswordToo(label, origin);
    }

    /// <inheritdoc/>
    public override async Task<OperationOutcome> SendAsync(CallContext context)
    {
        await tenant.ResetPasswordAsync(code, password, context).ConfigureAwait(false);
        return new(this);
    }
}
