using System.Collections.Generic;
using CallCenter.Core.Files;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>An agent to create as a row gives it: every cell may be blank, and none has been checked.</summary>
public sealed record AgentRow
{
    /// <inheritdoc cref="AgentRequest.Code"/>
    public string? Code { get; init; }

    /// <inheritdoc cref="AgentRequest.LoginName"/>
    public string? LoginName { get; init; }

    /// <inheritdoc cref="AgentRequest.UserName"/>
    public string? UserName { get; init; }

    /// <summary>The ids of the roles; one text may hold several, separated by semicolons.</summary>
    public IReadOnlyList<string?>? Roles { get; init; }

    /// <inheritdoc cref="AgentRequest.Org"/>
    public string? Org { get; init; }

    /// <summary>The ids of the skill groups; one text may hold several, separated by semicolons.</summary>
    public IReadOnlyList<string?>? AgentQueues { get; init; }

    /// <inheritdoc cref="AgentRequest.TenantId"/>
    public string? TenantId { get; init; }

    /// <inheritdoc cref="AgentRequest.Namespace"/>
    public string? Namespace { get; init; }

    /// <inheritdoc cref="AgentRequest.Status"/>
    public string? Status { get; init; }

    /// <summary>Yes or no, as text.</summary>
    public string? UseOnlineService { get; init; }

    /// <summary>Male or Female, also 男 or 女.</summary>
    public string? Gender { get; init; }

    /// <inheritdoc cref="AgentRequest.Phone"/>
    public string? Phone { get; init; }

    /// <inheritdoc cref="AgentRequest.Email"/>
    public string? Email { get; init; }

    /// <summary>The password; null to have one generated.</summary>
    public Secret? Password { get; init; }

    /// <summary>Whether a row without a password leaves it to the vendor, who sets a publicly known one.</summary>
    public bool UseVendorDefaultPassword { get; init; }

    /// <summary>Checks the row and makes it a request.</summary>
    /// <param name="subject">The row, for messages, such as <c>Row 3 (agent 5003)</c>.</param>
    /// <exception cref="CallCenterException">A cell is missing or cannot be used.</exception>
    public AgentRequest ToRequest(string subject)
    {
        var code = Cell.Required(subject, "Code", Code);
        if (AgentTemplate.IsExample(code))
        {
            throw Failure.Local(ErrorKind.InvalidValue, subject, "Code", Messages.Format("Invalid_Example"));
        }

        var password = Password ?? (UseVendorDefaultPassword ? null : PasswordGenerator.Generate());
        if (password is not null && !PasswordRule.Accepts(password))
        {
            throw Failure.Local(ErrorKind.PasswordRule, subject);
        }

        return new AgentRequest
        {
            Code = code,
            LoginName = Cell.Required(subject, "LoginName", LoginName),
            UserName = Cell.Required(subject, "UserName", UserName),
            Roles = Cell.List(subject, "Role", Roles),
            Org = Cell.Optional(subject, "Org", Org),
            AgentQueues = Cell.List(subject, "AgentQueue", AgentQueues),
            TenantId = Cell.Optional(subject, "TenantId", TenantId),
            Namespace = Cell.Optional(subject, "Namespace", Namespace),
            Status = Cell.Optional(subject, "Status", Status),
            UseOnlineService = Cell.Boolean(subject, "UseOnlineService", UseOnlineService),
            Gender = ReadGender(subject, Gender),
            Phone = Cell.Optional(subject, "Phone", Phone),
            Email = Cell.Optional(subject, "Email", Email),
            Password = password,
            IsPasswordGenerated = Password is null && password is not null,
        };
    }

    /// <summary>What the vendor calls a gender; null when the cell is blank.</summary>
    internal static string? ReadGender(string subject, string? value) =>
        Cell.OneOf(subject, "Gender", value, "Invalid_Gender", ("Male", "Male"), ("Female", "Female"), ("男", "Male"), ("女", "Female"));
}
