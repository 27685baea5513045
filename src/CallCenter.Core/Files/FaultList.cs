using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Collects the faults of a file; beyond a number it only counts them.</summary>
internal sealed class FaultList(int maximum)
{
    private readonly List<AgentFileFault> _faults = [];

    /// <summary>How many faults are only counted.</summary>
    public int FurtherCount { get; private set; }

    /// <summary>The faults by line, and in the order found within one.</summary>
    public IReadOnlyList<AgentFileFault> Sorted => [.. _faults.OrderBy(fault => fault.Line)];

    /// <summary>Adds a fault of the whole file.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="details">What the kind's text has places for.</param>
    public void Add(ErrorKind kind, params object?[] details) => Add(kind, 0, null, null, details);

    /// <summary>Adds a fault of a line.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="line">The line; 0 for the whole file.</param>
    /// <param name="column">The header of the column.</param>
    /// <param name="code">The agent's code, as a label.</param>
    /// <param name="details">What the kind's text has places for.</param>
    public void Add(ErrorKind kind, int line, string? column, string? code, params object?[] details) =>
        Add(line, new AgentFileFault(line, column, code, Failure.InFile(kind, line, code, details)));

    /// <summary>Adds a fault of a row that starts in a line.</summary>
    public void Add(int rowLine, AgentFileFault fault)
    {
        if (_faults.Count < maximum)
        {
            var advice = AgentFileOptions.CanAccept(fault.Kind) ? Messages.FormatAdviceAccept(fault.Advice, fault.Kind) : fault.Advice;
            _faults.Add(fault with { RowLine = rowLine, Advice = advice });
        }
        else
        {
            FurtherCount++;
        }
    }
}
