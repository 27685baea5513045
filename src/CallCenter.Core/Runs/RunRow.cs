using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>A row of a run: operations in order, of which the first is a condition for the others.</summary>
/// <param name="Number">The row's number in the input, from 1.</param>
/// <param name="Target">The input, which an error hands back.</param>
/// <param name="Operations">What is to be done.</param>
public sealed record RunRow(int Number, object Target, IReadOnlyList<Operation> Operations)
{
    /// <summary>What earlier runs left of each operation, null for one that they never reached. Without a journal the list itself is null.</summary>
    public IReadOnlyList<JournalState?>? Earlier { get; init; }

    /// <summary>What it does, in words. For any thread.</summary>
    public string Describe() => Operations[0].Describe();
}

/// <summary>How a row ended.</summary>
/// <param name="Row">The row.</param>
/// <param name="Operations">How its operations ended, in order, as far as the run came to them.</param>
public sealed record RowOutcome(RunRow Row, IReadOnlyList<OperationOutcome> Operations)
{
    /// <summary>The first thing that went wrong; null when all of the row was done.</summary>
    public CallCenterException? Fault
    {
        get
        {
            foreach (var outcome in Operations)
            {
                if (outcome.Fault is { } fault)
                {
                    return fault;
                }
            }

            return null;
        }
    }

    /// <summary>Whether nothing of it was sent, since the run was stopped.</summary>
    public bool IsNotSent => Operations.All(outcome => outcome.IsNotSent);
}
