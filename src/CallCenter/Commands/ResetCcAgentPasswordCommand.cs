using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;

namespace CallCenter.Commands;

/// <summary>Sets the password of agents, to one that is given or to one that it generates (agents page, 2).</summary>
[Cmdlet(VerbsCommon.Reset, "CcAgentPassword", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcAgentPasswordReset))]
public sealed class ResetCcAgentPasswordCommand : BulkCommand<PasswordResetRequest, bool>
{
    private const string TypedSet = "Typed";
    private const string InputObjectSet = "InputObject";

    /// <summary>A code, or a row or agent that has one.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The agent's code, 工号.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("工号", "座席工号", "坐席工号")]
    [AllowEmptyString]
    [AllowNull]
    [TextTransform]
    [ArgumentCompleter(typeof(CodeCompleter))]
    public string? Code { get; set; }

    /// <summary>The password: 8 to 16 characters with upper case, lower case and a digit. One is generated when it is not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("密码")]
    [AllowNull]
    [PasswordTransform]
    public SecureString? Password { get; set; }

    /// <summary>Emit the code of agents whose password was given, too.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override string? LostResultHint => Password is null ? Messages.Format("Stop_PasswordHint") : null;

    /// <inheritdoc/>
    private protected override string ServerName => ActiveSession.TenantName;

    /// <inheritdoc/>
    private protected override RowId IdOf(PasswordResetRequest request) => RowIds.IdOf(request);

    private string? GivenCode => Code ?? InputRow.Scalar(InputObject);

    /// <inheritdoc/>
    private protected override Func<BulkRow<PasswordResetRequest>, CallContext, Task<bool>> Start()
    {
        var tenant = ActiveSession.RequireTenant();
        return async (row, context) =>
        {
            await tenant.ResetPasswordAsync(row.Request.Code, row.Request.Password, context).ConfigureAwait(false);
            return true;
        };
    }

    /// <inheritdoc/>
    private protected override void Remember(SeenNames seen, BulkRow<PasswordResetRequest> row, bool result) =>
        seen.Add(ListedKind.Code, row.Request.Code);

    /// <inheritdoc/>
    private protected override object Target() => InputObject is not null
        ? InputRow.From(InputObject, [("code", GivenCode), ("password", Password)])
        : InputRow.From([("code", Code), ("password", Password)]);

    /// <inheritdoc/>
    private protected override string Subject() => AgentSubject(GivenCode);

    /// <inheritdoc/>
    private protected override IEnumerable<BulkRow<PasswordResetRequest>> Read(object target)
    {
        if (GivenCode is null)
        {
            InputRow.RequireColumns(InputObject, Subject());
        }

        var code = Cell.Required("Code", GivenCode).OrThrow(Subject())!;
        var password = Password is null ? PasswordGenerator.Generate() : Secret.From(Password);
        if (!PasswordRule.Accepts(password))
        {
            throw Failure.Local(ErrorKind.PasswordRule, Subject());
        }

        yield return new(
            new PasswordResetRequest(code, password, IsPasswordGenerated: Password is null, InputRow.Text(InputObject, "LoginName")),
            code,
            target);
    }

    /// <inheritdoc/>
    private protected override string OperationOf(PasswordResetRequest request) => Messages.Format("Operation_ResetPassword", Cell.Label(request.Code));

    /// <inheritdoc/>
    private protected override string SentenceOf(PasswordResetRequest request, string? place)
    {
        var (code, origin) = (Cell.Label(request.Code), Messages.Format(request.IsPasswordGenerated ? "WhatIf_PasswordGenerated" : "WhatIf_PasswordGiven"));
        return place is null ? Messages.Format("WhatIf_ResetPasswordToo", code, origin) : Messages.Format("WhatIf_ResetPassword", code, place, origin);
    }

    /// <inheritdoc/>
    private protected override string PlaceOf(PasswordResetRequest request) => ActiveSession.Namespace ?? ActiveSession.Uri!.Authority;

    /// <inheritdoc/>
    private protected override void WriteResult(BulkRow<PasswordResetRequest> row, bool result)
    {
        if (row.Request.IsPasswordGenerated || PassThru)
        {
            WriteObject(new CcAgentPasswordReset(row.Request.Code, row.Request.LoginName, row.Request.IsPasswordGenerated ? row.Request.Password : null));
        }
    }
}
