using System;
using System.Collections.Generic;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>The pipeline of a command, as <see cref="RunDelivery"/> needs it. Everything here is called on the pipeline's thread.</summary>
public interface IRunHost
{
    /// <summary>What to add when results could not be handed on, such as that passwords are lost; null for nothing.</summary>
    string? LostResultHint { get; }

    /// <summary>Whether the results that were handed on outlast a pipeline that is stopped, as with -OutVariable.</summary>
    bool KeepsResults { get; }

    /// <summary>The row at hand in words, such as <c>Row 3 (agent 5003)</c>.</summary>
    string Subject();

    /// <summary>The input that would ask for this part of an operation alone.</summary>
    object TargetOf(Operation part);

    /// <summary>Asks about an operation, or under -WhatIf only describes it.</summary>
    /// <param name="question">The sentence that -Confirm asks with.</param>
    /// <param name="description">The sentence for -WhatIf and -Verbose.</param>
    /// <returns>Whether to do it.</returns>
    bool ShouldDo(string question, string description);

    /// <summary>Emits the outcome of a row, once for each row. Its errors are written after that.</summary>
    void WriteRow(RowOutcome outcome);

    /// <summary>Writes an error record; ends the pipeline under -ErrorAction Stop.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="target">What the error hands back.</param>
    /// <param name="operation">The operation that failed; null where the row could not be read.</param>
    void WriteFault(CallCenterException fault, object target, Operation? operation);

    /// <summary>Writes the one error record of all rows that were not sent since their server could no longer be reached.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="targets">What the error hands back: the inputs of these rows.</param>
    void WriteUnsent(CallCenterException fault, IReadOnlyList<object> targets);

    /// <summary>Writes a warning.</summary>
    void Warn(string text);

    /// <summary>Writes a line for -Verbose.</summary>
    void WriteVerboseLine(string text);

    /// <summary>Writes a warning to the host, when the pipeline takes none any more.</summary>
    void WriteHostWarning(string text);

    /// <summary>Writes the traces of requests that have come in.</summary>
    void WriteTraces();

    /// <summary>Shows how far the run is.</summary>
    void ShowProgress();

    /// <summary>Removes the progress.</summary>
    void EndProgress();

    /// <summary>The exception that ends a stopped pipeline.</summary>
    Exception NewStop();

    /// <summary>Whether an exception is one that ends a stopped pipeline.</summary>
    bool IsStop(Exception exception);
}
