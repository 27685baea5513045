using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>One fault of a file of agents. It repeats no cell but the agent's code and, where its encoding is in doubt, one that is no password.</summary>
/// <param name="Line">The physical line, from 1; 0 when the fault is the file's.</param>
/// <param name="Column">The header of the column; null when it is no column's.</param>
/// <param name="Code">The agent's code, shortened to a label; null when it is not known.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What is wrong, for a person, with the line and the agent.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record AgentFileFault(int Line, string? Column, string? Code, ErrorKind Kind, string Message, string Advice)
{
    internal AgentFileFault(int line, string? column, string? code, CallCenterException error)
        : this(line, column, code, error.Kind, error.Message, error.Advice)
    {
        Reason = error.Reason;
    }

    /// <summary>The line in which its row starts: a row with line breaks in its cells has several.</summary>
    public int RowLine { get; internal init; } = Line;

    /// <summary>What is wrong, without the line and the agent.</summary>
    public string Reason { get; internal init; } = Message;

    /// <summary>The fault as an error.</summary>
    public CallCenterException ToException() => new(Kind, Message, Advice);
}
