using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>How an operation ended: with a result, or with an error.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Result">What the vendor answered; the outcomes of its parts where the operation consists of several.</param>
/// <param name="Error">Why it was not done; null when it was.</param>
public sealed record OperationOutcome(Operation Operation, object? Result = null, CallCenterException? Error = null)
{
    /// <summary>Whether it was sent by an earlier run, and this one found it done.</summary>
    public bool IsFromEarlierRun { get; init; }

    /// <summary>Whether it was left out, since the journal has it as done.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>The outcomes of its parts; itself where it has none.</summary>
    public IReadOnlyList<OperationOutcome> Parts => Result as IReadOnlyList<OperationOutcome> ?? [this];

    /// <summary>Whether nothing of it was sent, since the run was stopped. An error with a cause was sent, and taken back.</summary>
    public bool IsNotSent => Error is { Kind: ErrorKind.Stopped, OutcomeUnknown: false, InnerException: null };

    /// <summary>Its error, or the first error among its parts; null when all of it was done.</summary>
    public CallCenterException? Fault => Error ?? (Result as IReadOnlyList<OperationOutcome>)?.FirstOrDefault(part => part.Error is not null)?.Error;
}
