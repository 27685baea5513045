using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Reliability.Runner;

/// <summary>A pipeline that keeps what it is given, so that tests drive a run exactly as a command does.</summary>
public sealed class RecordingHost : IRunHost
{
    private RunDelivery? _delivery;

    /// <summary>What was handed out, in order: results, and errors.</summary>
    public List<OperationOutcome> Outcomes { get; } = [];

    /// <summary>All lines, each with the name of its stream before it.</summary>
    public List<string> Lines { get; } = [];

    /// <inheritdoc/>
    public string? LostResultHint { get; set; }

    /// <summary>What is done when something is written; it can throw as a pipeline does that ends.</summary>
    public Action<string> OnWrite { get; set; } = _ => { };

    /// <summary>Whether the user says yes.</summary>
    public bool Agrees { get; set; } = true;

    /// <summary>How far the run is.</summary>
    public RunCounts Counts => _delivery!.Counts;

    /// <summary>Runs rows of one operation each to their end, with a journal.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="command">The command that the journal names.</param>
    /// <param name="operations">What is to be done.</param>
    /// <param name="limit">The most rows in flight.</param>
    public static RecordingHost Run(string path, string command, IReadOnlyList<Operation> operations, int limit)
    {
        var host = new RecordingHost();
        using var journal = RunJournal.Open(path, new JournalRun(command, [.. operations.Select(operation => operation.Destination).Distinct()]));
        using var run = new Run(limit, RequestLog.Unread, journal);
        using var delivery = host.Deliver(run, journal);
        for (var index = 0; index < operations.Count; index++)
        {
            delivery.Add(new RunRow(index + 1, operations[index], [operations[index]]));
        }

        delivery.Finish();
        return run.JournalFault is { } fault ? throw fault : host;
    }

    /// <summary>The pipeline's part of a run.</summary>
    public RunDelivery Deliver(Run run, RunJournal? journal = null, bool asks = false) =>
        _delivery = new RunDelivery(this, run, journal is null ? null : journal.EarlierState, asks);

    /// <inheritdoc/>
    public string Subject() => "Row";

    /// <inheritdoc/>
    public object TargetOf(Operation part) => part.Key;

    /// <inheritdoc/>
    public bool ShouldDo(string question, string description)
    {
        Write("what if", description);
        return Agrees;
    }

    /// <inheritdoc/>
    public void Prepare(RunRow row) => Lines.Add("prepare: " + row.Describe());

    /// <inheritdoc/>
    public void WriteResult(RunRow row, OperationOutcome outcome)
    {
        Write("result", outcome.Operation.Describe());
        Outcomes.Add(outcome);
    }

    /// <inheritdoc/>
    public void WriteFault(CallCenterException fault, object target, Operation? operation)
    {
        Outcomes.Add(new(operation!, Error: fault));
        Write("error", fault.Message);
    }

    /// <inheritdoc/>
    public void Warn(string text) => Write("warning", text);

    /// <inheritdoc/>
    public void Tell(string text) => Write("verbose", text);

    /// <inheritdoc/>
    public void Announce(string text) => Lines.Add("host: " + text);

    /// <inheritdoc/>
    public void WriteTraces()
    {
    }

    /// <inheritdoc/>
    public void ShowProgress()
    {
    }

    /// <inheritdoc/>
    public void EndProgress()
    {
    }

    /// <inheritdoc/>
    public Exception NewStop() => new OperationCanceledException();

    /// <inheritdoc/>
    public bool IsStop(Exception exception) => exception is OperationCanceledException;

    private void Write(string stream, string text)
    {
        OnWrite(stream);
        Lines.Add(stream + ": " + text);
    }
}
