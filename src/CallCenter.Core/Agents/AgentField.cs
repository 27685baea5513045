using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>
/// A field of an agent (agents page, 1.1 and 1.3). The definitions below are the one table of the fields: columns of files and
/// their template, checks of rows, JSON, the rows' ids in a journal and the rows that errors hand back are made from it.
/// </summary>
public sealed class AgentField : Field
{
    private const int MaxNameLength = 40;

    private static readonly List<AgentField> Defined = [];
    private static readonly HashSet<string> SimpleNames = [];

    // As Simplify writes them. A tokenUri is none, and neither is a compass.
    private static readonly Regex PasswordName = new(
        "(?:PASS|KENN)W[OÖ]R[DT]|PASSWD|PASSPHRASE|PASSCODE|PWD|SECRET|密码|密碼|口令|(?:API|APP|AUTH|ACCESS|PRIVATE|ENCRYPTION|WEB)KEY"
        + "|(?:TOKEN|密钥|密鑰|秘钥|私钥|私鑰|令牌)$|^(?:PASS|PW|(?:AGENT|LOGIN|USER)?PIN(?:CODE|码|碼)?)$", RegexOptions.CultureInvariant);

    private AgentField(
        AgentFieldKind kind, string jsonName, string description, string[] names, bool isRequired = false, string example = "", string? chineseExample = null)
        : base(names)
    {
        Kind = kind;
        JsonName = jsonName;
        Description = description;
        IsRequired = isRequired;
        Examples = (example, chineseExample ?? example);
        Index = Defined.Count;
        Defined.Add(this);
        SimpleNames.UnionWith(names.Select(Simplify));
    }

    // In the order in which people fill a template. What depends on the tenant, such as the ids of roles, has no example. That of a
    // code has no digits: a spreadsheet that fills cells downwards repeats it, and does not count on from it.

    /// <summary>The code, 工号.</summary>
    public static AgentField Code { get; } =
        new(AgentFieldKind.Text, "code", nameof(Messages.TemplateCode), ["Code", "工号", "座席工号", "坐席工号"], isRequired: true, "EXAMPLE", "示例") { Rule = ValueRule.Code };

    /// <summary>The name to sign in with.</summary>
    public static AgentField LoginName { get; } =
        new(AgentFieldKind.Text, "loginName", nameof(Messages.TemplateLoginName), ["LoginName", "登录名"], isRequired: true, "li.wei") { Rule = ValueRule.LoginName };

    /// <summary>The agent's name.</summary>
    public static AgentField UserName { get; } =
        new(AgentFieldKind.Text, "userName", nameof(Messages.TemplateUserName), ["UserName", "用户名"], isRequired: true, "Li Wei", "李伟") { Rule = ValueRule.PersonName };

    /// <summary>The gender: Male or Female.</summary>
    public static AgentField Gender { get; } =
        new(AgentFieldKind.Text, "gender", nameof(Messages.TemplateGender), ["Gender", "性别"], example: "Male", chineseExample: "男")
        {
            Words = [("Male", "Male"), ("Female", "Female"), ("男", "Male"), ("女", "Female")],
            Complaint = () => Messages.InvalidGender,
        };

    /// <summary>The mobile number.</summary>
    public static AgentField Phone { get; } =
        new(AgentFieldKind.Text, "phone", nameof(Messages.TemplatePhone), ["Phone", "手机号码"], example: "13800000001") { Rule = ValueRule.Phone };

    /// <summary>The e-mail address.</summary>
    public static AgentField Email { get; } =
        new(AgentFieldKind.Text, "email", nameof(Messages.TemplateEmail), ["Email", "邮箱"], example: "li.wei@example.com") { Rule = ValueRule.Email };

    /// <summary>The password.</summary>
    public static AgentField Password { get; } = new(AgentFieldKind.Password, "password", nameof(Messages.TemplatePassword), ["Password", "密码"]);

    /// <summary>The ids of the roles.</summary>
    public static AgentField Role { get; } = new(AgentFieldKind.Ids, "roles", nameof(Messages.TemplateRole), ["Role", "Roles", "座席角色", "坐席角色"]) { Rule = ValueRule.Id };

    /// <summary>The ids of the skill groups.</summary>
    public static AgentField AgentQueue { get; } =
        new(AgentFieldKind.Ids, "agentQueues", nameof(Messages.TemplateAgentQueue), ["AgentQueue", "AgentQueues", "座席技能组", "坐席技能组"]) { Rule = ValueRule.Id };

    /// <summary>The id of the organization.</summary>
    public static AgentField Org { get; } = new(AgentFieldKind.Id, "org", nameof(Messages.TemplateOrg), ["Org", "座席所在的组织结构"]) { Rule = ValueRule.Id };

    /// <summary>The status; <c>Ok</c> means usable.</summary>
    public static AgentField Status { get; } = new(AgentFieldKind.Text, "status", nameof(Messages.TemplateStatus), ["Status"]);

    /// <summary>Whether a third party's integration is used.</summary>
    public static AgentField UseOnlineService { get; } =
        new(AgentFieldKind.Boolean, "useOnlineService", nameof(Messages.TemplateUseOnlineService), ["UseOnlineService", "是否使用第3方集成配置"]);

    /// <summary>The id of the tenant.</summary>
    public static AgentField TenantId { get; } = new(AgentFieldKind.Text, "tenantId", nameof(Messages.TemplateTenantId), ["TenantId", "租户id"]);

    /// <summary>The domain of the tenant.</summary>
    public static AgentField Namespace { get; } = new(AgentFieldKind.Text, "namespace", nameof(Messages.TemplateNamespace), ["Namespace", "租户域名"]);

    /// <summary>All fields, in the order of a template.</summary>
    public static IReadOnlyList<AgentField> All { get; } = Defined.ToArray();

    /// <summary>What the field holds.</summary>
    public AgentFieldKind Kind { get; }

    /// <summary>Whether every agent needs it.</summary>
    public bool IsRequired { get; }

    /// <summary>What the vendor's JSON calls it.</summary>
    public string JsonName { get; }

    /// <summary>The name of the text that explains the field to the person who fills a template.</summary>
    internal string Description { get; }

    /// <summary>What the example row of the template holds; empty where the cell is best left blank.</summary>
    internal (string English, string Chinese) Examples { get; }

    /// <summary>The place of the field in an array of all of them.</summary>
    internal int Index { get; }

    /// <summary>What a value of it can be.</summary>
    internal ValueRule Rule { get; private init; } = ValueRule.Text;

    private (string Word, string Vendor)[]? Words { get; init; }

    private Func<string>? Complaint { get; init; }

    /// <summary>
    /// Whether a code is the one of the template's example row, in any language, or begins with it: nobody means to have an agent of
    /// that name.
    /// </summary>
    /// <param name="code">The code.</param>
    public static bool IsExample(string? code)
    {
        var text = code?.Trim() ?? string.Empty;
        return text.StartsWith(Code.Examples.Chinese, StringComparison.Ordinal)
            || (text.StartsWith(Code.Examples.English, StringComparison.OrdinalIgnoreCase) && !text.Skip(Code.Examples.English.Length).Take(1).Any(char.IsLetterOrDigit));
    }

    /// <summary>Whether a cell is the name of a column, however it is cased and spaced.</summary>
    internal static bool IsName(string cell) => cell.Length <= MaxNameLength && !string.IsNullOrWhiteSpace(cell) && SimpleNames.Contains(Simplify(cell));

    /// <summary>
    /// Whether a column or property of that name, however it is cased and spaced, may hold a password or another secret, so that its value
    /// is never shown or handed on as text.
    /// </summary>
    /// <param name="name">The name.</param>
    public static bool IsNamedLikeAPassword(string name) => PasswordName.IsMatch(Simplify(name));

    /// <summary>Reads a cell: a text, a <see cref="bool"/>, a list of texts or a <see cref="Secret"/>.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>The value; nothing if the cell is blank; a fault if it cannot be used.</returns>
    public Reading<object> Read(string? cell)
    {
        if (cell is null || string.IsNullOrWhiteSpace(cell))
        {
            return IsRequired ? new(null, new CellFault(ErrorKind.MissingValue, Name)) : default;
        }

        switch (Kind)
        {
            case AgentFieldKind.Password:
                return ReadPassword(new Secret(cell));
            case AgentFieldKind.Boolean:
                var yes = Cell.Boolean(Name, cell);
                return new(yes.Value, yes.Fault);
            case AgentFieldKind.Ids:
                var ids = Cell.List(Name, [cell], Rule);
                return new(ids.Value, ids.Fault);
            default:
                var text = Words is null ? Cell.Optional(Name, cell, Rule) : Cell.OneOf(Name, cell, Complaint!, Words);
                return this == Code && IsExample(text.Value)
                    ? new(null, new CellFault(ErrorKind.InvalidValue, Name, Messages.InvalidExample))
                    : new(text.Value, text.Fault);
        }
    }

    /// <summary>
    /// Checks a password: the tenant's rule, and that nothing is around it that came from a file. A blank would count as a character,
    /// and nobody would type it.
    /// </summary>
    /// <param name="password">The password.</param>
    public static Reading<object> ReadPassword(Secret password)
    {
        var text = password.Reveal();
        var fault = text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[text.Length - 1]))
                ? new CellFault(ErrorKind.InvalidValue, Password.Name, Messages.InvalidBlankAround)
            : Cell.FindCharacter(text, allowsJoiners: false) is { } kind ? new CellFault(kind, Password.Name)
            : ValueRule.IsQuoted(text) || text.StartsWith("=\"", StringComparison.Ordinal)
                ? new CellFault(ErrorKind.InvalidValue, Password.Name, Messages.UnlikelyQuoted)
            : PasswordRule.Accepts(password) ? null
            : new CellFault(ErrorKind.PasswordRule, Password.Name);
        return fault is null ? new(password) : new(null, fault);
    }
}

/// <summary>What a field of an agent holds: how its cell is read and checked, and what form it has in JSON.</summary>
public enum AgentFieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>An id; in JSON an object that has it.</summary>
    Id,

    /// <summary>Ids, in a cell separated by semicolons; in JSON a list of objects.</summary>
    Ids,

    /// <summary>A password, which is in no journal, label or message.</summary>
    Password,
}
