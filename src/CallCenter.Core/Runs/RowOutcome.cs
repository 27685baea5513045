using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

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
