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
    private readonly List<OperationOutcome> _outcomes = [];
    private readonly List<RowOutcome> _rows = [];
    private readonly List<string> _lines = [];

    /// <summary>The rows that were handed out.</summary>
    public IReadOnlyList<RowOutcome> Rows => _rows;

    /// <summary>What was handed out, in order: results, and errors.</summary>
    public IReadOnlyList<OperationOutcome> Outcomes => _outcomes;

    /// <summary>The inputs of rows that were not sent since the server could not be reached.</summary>
    public IReadOnlyList<object> Unsent { get; private set; } = [];

    /// <summary>All lines, each with the name of its stream before it.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <inheritdoc/>
    public string? LostResultHint { get; set; }

    /// <inheritdoc/>
    public bool KeepsResults => false;

    /// <summary>What is done when something is written; it can throw as a pipeline does that ends.</summary>
    public Action<string> OnWrite { get; set; } = _ => { };

    /// <summary>Whether the user says yes.</summary>
    public bool Agrees { get; set; } = true;

    /// <summary>How many rows came to which end in <see cref="Run(string, string, IReadOnlyList{Operation}, int)"/>.</summary>
    public RunCounts Counts { get; private set; }

    /// <summary>Runs rows of one operation each to their end, with a journal.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="command">The command that the journal names.</param>
    /// <param name="operations">What is to be done.</param>
    /// <param name="limit">The most rows in flight.</param>
    public static RecordingHost Run(string path, string command, IReadOnlyList<Operation> operations, int limit)
    {
        var host = new RecordingHost();
        using var journal = RunJournal.Open(path, new JournalRun(command, [.. operations.Select(operation => operation.Destination).Distinct()]));
        var run = new Run(limit, RequestLog.Unread, journal, findsLimit: true);
        using var delivery = host.Deliver(run, journal);
        for (var index = 0; index < operations.Count; index++)
        {
            delivery.Add(new RunRow(index + 1, operations[index], [operations[index]]));
        }

        delivery.Finish();
        host.Counts = delivery.Counts;
        return run.JournalFault is { } fault ? throw fault : host;
    }

    /// <summary>The pipeline's part of a run.</summary>
    public RunDelivery Deliver(Run run, RunJournal? journal = null, bool asks = false) =>
        new(this, run, journal is null ? null : journal.EarlierState, asks);

    /// <inheritdoc/>
    public string Subject() => "Row";

    /// <inheritdoc/>
    public object TargetOf(Operation part) => part.UniqueName;

    /// <inheritdoc/>
    public bool ShouldDo(string question, string description)
    {
        Write("what if", description);
        return Agrees;
    }

    /// <inheritdoc/>
    public void WriteRow(RowOutcome outcome)
    {
        _rows.Add(outcome);
        foreach (var done in outcome.Operations.Where(one => one.Error is null && !one.IsLeftOut))
        {
            Write("result", done.Operation.Describe());
            _outcomes.Add(done);
        }
    }

    /// <inheritdoc/>
    public void WriteFault(CallCenterException fault, object target, Operation? operation)
    {
        _outcomes.Add(new(operation!, Error: fault));
        Write("error", fault.Message);
    }

    /// <inheritdoc/>
    public void WriteUnsent(CallCenterException fault, IReadOnlyList<object> targets)
    {
        Unsent = targets;
        Write("error", fault.Message);
    }

    /// <inheritdoc/>
    public void Warn(string text) => Write("warning", text);

    /// <inheritdoc/>
    public void WriteVerboseLine(string text) => Write("verbose", text);

    /// <inheritdoc/>
    public void WriteHostWarning(string text) => _lines.Add("host: " + text);

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
        _lines.Add(stream + ": " + text);
    }
}
