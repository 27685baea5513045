using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>Sets the password of agents, to one that is given or to one that it generates (agents page, 2).</summary>
[Cmdlet(VerbsCommon.Reset, "CcAgentPassword", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcAgentPasswordReset))]
public sealed class ResetCcAgentPasswordCommand : TenantCommand
{
    private readonly Lazy<string[]?> _codes;

    /// <summary>A command.</summary>
    public ResetCcAgentPasswordCommand() =>
        _codes = new(() => Preferences.WhatIf ? null : LostZero.OrNull(() => Ask(Tenant.ListAgentsAsync).Select(agent => agent.Code).ToArray()));

    /// <summary>A code, or a row or agent that has one.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The agent's code, 工号.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("工号", "座席工号", "坐席工号")]
    [AllowEmptyString]
    [AllowNull]
    [CodeTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string? Code { get; set; }

    /// <summary>The password: 8 to 16 characters with upper case, lower case and a digit. One is generated when it is not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("密码")]
    [PasswordTransform]
    public SecureString? Password { get; set; }

    /// <summary>Emit the code of agents whose password was given, too.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseLostZeros(nameof(Code));
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override string? LostResultHint => Password is null ? Messages.StopPasswordHint : null;

    private string? GivenCode => Code ?? InputRow.Scalar(InputObject);

    /// <inheritdoc/>
    private protected override void Remember(SeenNames seen, OperationOutcome outcome) => seen.Add(ListedKind.Code, outcome.Operation.UniqueName);

    /// <inheritdoc/>
    private protected override object Target() => InputObject is not null
        ? InputRow.From(InputObject, [("code", GivenCode), ("password", Password)])
        : InputRow.From([("code", Code), ("password", Password)]);

    /// <inheritdoc/>
    private protected override string Subject() => AgentSubject(GivenCode);

    /// <inheritdoc/>
    private protected override IEnumerable<RunRow> Read(object target)
    {
        if (GivenCode is null)
        {
            InputRow.RequireColumns(InputObject, Subject());
        }

        LostZero.Refuse(Subject(), [GivenCode], code => _codes.Value is { } codes ? LeadingZeros.Find(codes, code) : null, Messages.LostZeroTenant);
        var code = (string)AgentField.Code.Read(GivenCode).OrThrow(Subject())!;
        var password = Password is null ? PasswordRule.Generate() : Secret.From(Password);
        AgentField.ReadPassword(password).OrThrow(Subject());

        var reset = new ResetPassword(Tenant, ActiveSession.TenantDestination, code, password)
        {
            IsPasswordGenerated = Password is null,
            LoginName = Values.Text(InputObject?.Properties["LoginName"]?.Value),
        };
        return [new(RowNumber, target, [reset])];
    }

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome)
    {
        var reset = (ResetPassword)outcome.Operation;
        if (reset.IsPasswordGenerated || PassThru)
        {
            Emit(row, new CcAgentPasswordReset(reset.Code, reset.LoginName, reset.IsPasswordGenerated ? reset.Password : null));
        }
    }
}
