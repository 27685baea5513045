using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>One fault of a file of agents. It never repeats a cell, save the agent's code.</summary>
public sealed record AgentFileFault
{
    private readonly CallCenterException _error;

    /// <summary>A fault.</summary>
    /// <param name="line">The physical line, from 1; 0 when the fault is the file's.</param>
    /// <param name="column">The header of the column; null when it is no column's.</param>
    /// <param name="code">The agent's code, shortened to a label; null when it is not known.</param>
    /// <param name="error">What is wrong.</param>
    internal AgentFileFault(int line, string? column, string? code, CallCenterException error)
    {
        Line = line;
        Column = column;
        Code = code;
        _error = error;
    }

    /// <summary>The physical line, from 1; 0 when the fault is the file's.</summary>
    public int Line { get; }

    /// <summary>The header of the column; null when it is no column's.</summary>
    public string? Column { get; }

    /// <summary>The agent's code, shortened to a label; null when it is not known.</summary>
    public string? Code { get; }

    /// <summary>What is wrong.</summary>
    public ErrorKind Kind => _error.Kind;

    /// <summary>What is wrong, for a person, with the line and the agent.</summary>
    public string Message => _error.Message;

    /// <summary>What to do about it.</summary>
    public string Advice => _error.Advice;

    /// <summary>The fault as an error.</summary>
    public CallCenterException ToException() => _error;
}
