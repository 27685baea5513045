using System.Collections.Generic;
using System.Linq;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>What the check of a file of agents found.</summary>
public sealed class AgentFileReport
{
    private readonly AgentFileOptions _options;
    private readonly List<AgentFileFault> _faults = [];

    internal AgentFileReport(string path, AgentFileOptions options)
    {
        Path = path;
        _options = options;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The faults, by line, and in the order found within one; not more than <see cref="AgentFileOptions.MaximumFaults"/>.</summary>
    public IReadOnlyList<AgentFileFault> Faults => [.. _faults.OrderBy(fault => fault.Line)];

    /// <summary>How many faults there are beyond those.</summary>
    public int FurtherFaultCount { get; private set; }

    /// <summary>What is not wrong, but worth knowing, such as a column that is not read.</summary>
    public IReadOnlyList<string> Notices => Columns?.Notices ?? [];

    /// <summary>How many rows there are, faulty ones included; rows with nothing in them do not count.</summary>
    public int RowCount { get; internal set; }

    /// <summary>The encoding that the file was read in; null when it was not read.</summary>
    public Encoding? Encoding { get; internal init; }

    /// <summary>What separates the cells; null when the file was not read.</summary>
    public char? Delimiter { get; internal set; }

    /// <summary>The columns; null when no header line that names one was found.</summary>
    public AgentColumns? Columns { get; internal set; }

    /// <summary>Whether the fault is in rows only, so that the other rows could be used.</summary>
    public bool HasUsableColumns => Columns is { Missing.Count: 0, Duplicates.Count: 0 };

    /// <summary>Whether its rows say who is to be signed in where.</summary>
    public bool HasQueues => Columns is { HasQueues: true };

    /// <summary>How many rows have a fault.</summary>
    public int FaultyRowCount => FaultyLines.Count;

    /// <summary>The lines of the rows that have a fault.</summary>
    internal HashSet<int> FaultyLines { get; } = [];

    /// <summary>What tells whether a record is still the same, by its index; the header is the first.</summary>
    internal List<ulong> Hashes { get; } = [];

    /// <summary>The kinds of fault that were none.</summary>
    internal IReadOnlyCollection<ErrorKind> Accepted => _options.Accepted;

    /// <summary>What tells whether the file is still the same.</summary>
    internal FileStamp Stamp { get; init; }

    /// <summary>Adds a fault of the whole file.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="details">What the kind's text has places for.</param>
    internal void Add(ErrorKind kind, params object?[] details) => Add(kind, 0, null, null, details);

    /// <summary>Adds a fault of a line.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="line">The line; 0 for the whole file.</param>
    /// <param name="column">The header of the column.</param>
    /// <param name="code">The agent's code, as a label.</param>
    /// <param name="details">What the kind's text has places for.</param>
    internal void Add(ErrorKind kind, int line, string? column, string? code, params object?[] details) =>
        Add(line, new AgentFileFault(line, column, code, Failure.InFile(kind, line, code, details)));

    /// <summary>Adds a fault of a row that starts in a line.</summary>
    internal void Add(int rowLine, AgentFileFault fault)
    {
        if (_faults.Count < _options.MaximumFaults)
        {
            var advice = AgentFileOptions.CanAccept(fault.Kind) ? Messages.FormatAdviceAccept(fault.Advice, fault.Kind) : fault.Advice;
            _faults.Add(fault with { RowLine = rowLine, Advice = advice });
        }
        else
        {
            FurtherFaultCount++;
        }
    }
}

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
