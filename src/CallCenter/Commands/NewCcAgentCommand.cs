using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>
/// Creates agents in the tenant (agents page, 1). Every field binds by the vendor's JSON name, by the parameter's name and
/// by the Chinese name of the vendor's page.
/// </summary>
[Cmdlet(VerbsCommon.New, "CcAgent", SupportsShouldProcess = true, DefaultParameterSetName = TypedSet)]
[OutputType(typeof(CcAgent))]
public sealed class NewCcAgentCommand : AgentCommand
{
    private AgentRow _row = new();
    private HashSet<string> _typed = [];

    /// <summary>A row with the fields of an agent, such as Import-Csv makes.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The agent's code, 工号; unique in the tenant.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("工号", "座席工号", "坐席工号")]
    [AllowEmptyString]
    [AllowNull]
    [TextTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string? Code { get; set; }

    /// <summary>The name to sign in with, 登录名.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("登录名")]
    [AllowEmptyString]
    [AllowNull]
    [TextTransform]
    public string? LoginName { get; set; }

    /// <summary>The agent's name, 用户名.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 2)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("用户名")]
    [AllowEmptyString]
    [AllowNull]
    [TextTransform]
    public string? UserName { get; set; }

    /// <summary>The ids of the agent's roles. A cell may hold several, separated by semicolons.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Roles", "座席角色", "坐席角色")]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Role { get; set; }

    /// <summary>The id of the organization; the vendor's default is the head office.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("座席所在的组织结构")]
    [TextTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string? Org { get; set; }

    /// <summary>The ids of the agent's skill groups. A cell may hold several, separated by semicolons.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AgentQueues", "座席技能组", "坐席技能组")]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? AgentQueue { get; set; }

    /// <summary>The id of the tenant; the session's when it is not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("租户id")]
    [TextTransform]
    public string? TenantId { get; set; }

    /// <summary>The domain of the tenant; the session's when it is not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("租户域名")]
    [TextTransform]
    public string? Namespace { get; set; }

    /// <summary>The agent's status; Ok means usable.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextTransform]
    [ArgumentCompleter(typeof(StatusCompleter))]
    public string? Status { get; set; }

    /// <summary>Whether a third party's integration is used: true or false.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("是否使用第3方集成配置")]
    [TextTransform]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public string? UseOnlineService { get; set; }

    /// <summary>Male or Female; 男 and 女 are understood too.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("性别")]
    [TextTransform]
    [ArgumentCompleter(typeof(GenderCompleter))]
    public string? Gender { get; set; }

    /// <summary>The mobile number, 手机号码.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("手机号码")]
    [TextTransform]
    public string? Phone { get; set; }

    /// <summary>The e-mail address, 邮箱.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("邮箱")]
    [TextTransform]
    public string? Email { get; set; }

    /// <summary>The password: 8 to 16 characters with upper case, lower case and a digit. One is generated when it is not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("密码")]
    [PasswordTransform]
    public SecureString? Password { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _typed = [.. MyInvocation.BoundParameters.Keys];
        RefuseLostZeros(nameof(Code), nameof(LoginName));
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    private protected override object Target()
    {
        // The pipeline uses this object again for the next row.
        _row = new AgentRow
        {
            Password = Password is null ? null : Secret.From(Password),
            [AgentField.Code] = Code,
            [AgentField.LoginName] = LoginName,
            [AgentField.UserName] = UserName,
            [AgentField.Gender] = Gender,
            [AgentField.Phone] = Phone,
            [AgentField.Email] = Email,
            [AgentField.Role] = Joined(Role),
            [AgentField.AgentQueue] = Joined(AgentQueue),
            [AgentField.Org] = Org,
            [AgentField.Status] = Status,
            [AgentField.UseOnlineService] = UseOnlineService,
            [AgentField.TenantId] = IsOfAnotherRun(nameof(TenantId)) ? null : TenantId,
            [AgentField.Namespace] = IsOfAnotherRun(nameof(Namespace)) ? null : Namespace,
        };
        var given = InputRow.PropertiesOf(_row);
        return InputObject is not null ? InputRow.From(InputObject, given) : InputRow.From(given);
    }

    /// <inheritdoc/>
    private protected override string Subject() => AgentSubject(Code);

    /// <inheritdoc/>
    private protected override IEnumerable<RunRow> Read(object target)
    {
        if (Code is null && LoginName is null && UserName is null)
        {
            InputRow.RequireColumns(InputObject, Subject());
        }

        LostZero.Refuse(Subject(), [Code, LoginName]);
        yield return new(RowNumber, target, [ToCreation(_row)]);
    }

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome)
    {
        var request = ((CreateAgent)outcome.Operation).Agent;
        var isLost = request.IsPasswordGenerated && outcome.IsFromEarlierRun;
        if (isLost)
        {
            Warn(Messages.FormatJournalSettledPassword(outcome.Operation.Describe()));
        }

        Emit(row, new CcAgent((Agent)outcome.Result!, request.IsPasswordGenerated && !isLost ? request.Password : null));
    }

    // An agent that is piped in is created in the tenant of this session, not in the one that it comes from.
    private bool IsOfAnotherRun(string parameter) => InputObject?.BaseObject is CcAgent && !_typed.Contains(parameter);

    // As a cell of a file holds it.
    private static string? Joined(string[]? values) => values is null ? null : string.Join(";", values);
}
