using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>An agent to create as a row gives it: any cell may be blank, and none has been checked.</summary>
public sealed record AgentRow
{
    // A copy shares this array, so no cell may be set after `with`.
    private readonly string?[] _cells = new string?[AgentField.All.Count];

    /// <summary>The physical line of the file that the row starts in, from 1; 0 if it comes from no file.</summary>
    public int LineNumber { get; init; }

    /// <summary>Whether the check of its file found a fault in it, so that it is not to be sent.</summary>
    public bool IsFaulty { get; init; }

    /// <summary>The kinds of fault that are none in this row, since somebody looked and said so.</summary>
    public IReadOnlyCollection<ErrorKind> Accepted { get; init; } = [];

    /// <summary>The password; null to have one generated.</summary>
    public Secret? Password { get; init; }

    /// <summary>The cell with the queues that its extension is to be signed in to, separated by semicolons; blank for none.</summary>
    public string? Queue { get; init; }

    /// <summary>The cell with its extension.</summary>
    public string? Extension { get; init; }

    /// <summary>The cells as the file has them, by header, but for any that could be a password.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Cells { get; init; } = [];

    /// <summary>The code as a message may repeat it; null if it is blank or no text.</summary>
    public string? Label => Cell.Label(this[AgentField.Code]);

    /// <summary>The cell of a field other than the password. A cell of ids may hold several, separated by semicolons.</summary>
    /// <param name="field">The field.</param>
    public string? this[AgentField field]
    {
        get => _cells[field.Index];
        set => _cells[field.Index] = value;
    }

    /// <summary>The label, and no more, since other cells are personal and one may be a password.</summary>
    public override string ToString() => Label ?? string.Empty;

    /// <summary>Checks the row. One without a password gets one of its own.</summary>
    /// <param name="subject">The row, for messages, such as <c>Row 3 (agent 5003)</c>.</param>
    /// <param name="useVendorDefaultPassword">Whether a row without a password leaves it to the vendor, who sets a publicly known one.</param>
    /// <param name="defaultOf">What a field has that the row leaves blank; null for nothing.</param>
    /// <exception cref="CallCenterException">The row is no agent, or a cell is missing or cannot be used.</exception>
    public AgentValues ToValues(string subject, bool useVendorDefaultPassword = false, Func<AgentField, string?>? defaultOf = null)
    {
        if (FindNonAgent() is { } other && !Accepted.Contains(other.Kind))
        {
            throw other.ToException(subject);
        }

        var isGenerated = Password is null && !useVendorDefaultPassword;
        var values = new AgentValues { IsPasswordGenerated = isGenerated };
        for (var i = 0; i < AgentField.All.Count; i++)
        {
            var field = AgentField.All[i];
            var reading = field == AgentField.Password && Password is not null ? AgentField.ReadPassword(Password)
                : field.Read(string.IsNullOrWhiteSpace(this[field]) && defaultOf is not null ? defaultOf(field) : this[field]);
            values[field] = reading.OrThrow(subject, Accepted);
        }

        if (isGenerated)
        {
            values[AgentField.Password] = PasswordRule.Generate();
        }

        return values;
    }

    /// <summary>What the row is instead of an agent; null if it may be one.</summary>
    internal CellFault? FindNonAgent()
    {
        var code = this[AgentField.Code]?.Trim() ?? string.Empty;
        var loginName = this[AgentField.LoginName]?.Trim() ?? string.Empty;
        var userName = this[AgentField.UserName]?.Trim() ?? string.Empty;
        var what = IsHeader() ? Messages.NotAnAgentHeader
            : IsCommentedOut(code) ? Messages.NotAnAgentComment
            : code.Length > 0 && !HasWord(code) && !HasWord(loginName) && !HasWord(userName) ? Messages.NotAnAgentLine
            : code.Length > 1 && code == loginName && code == userName && !code.Any(char.IsDigit) ? Messages.NotAnAgentSame
            : null;
        return what is null ? null : new CellFault(ErrorKind.NotAnAgent, AgentField.Code.Name, what);
    }

    private static bool HasWord(string cell) => cell.Any(char.IsLetterOrDigit);

    // A name of its own column, or names of any of the columns in several cells: the same header in another language.
    private bool IsHeader()
    {
        var names = 0;
        foreach (var field in AgentField.All)
        {
            if (this[field] is { } cell && AgentField.IsName(cell))
            {
                names += field.IsRequired && field.IsNamed(cell) ? 2 : 1;
            }
        }

        return names > 1;
    }

    // The error values of a spreadsheet begin with # too, and are reported as that.
    private static bool IsCommentedOut(string code) =>
        code.Length > 0
        && (code[0] is ';' or '%' || code.StartsWith("rem ", StringComparison.OrdinalIgnoreCase) || code.StartsWith("//", StringComparison.Ordinal) || code.StartsWith("--", StringComparison.Ordinal)
            || code.StartsWith("<!--", StringComparison.Ordinal) || (code[0] == '#' && AgentField.Code.Read(code).Fault is { Kind: not ErrorKind.SpreadsheetDamage }))
        && code.Any(char.IsLetterOrDigit);
}
