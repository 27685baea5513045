using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;

namespace CallCenter.Commands;

/// <summary>
/// A command that makes rows of operations of its input and runs them, several at once. Requests run on the thread pool and
/// never touch the cmdlet; all that is shown or asked happens here, on the pipeline thread. Results come in the order in which
/// they end.
/// </summary>
public abstract partial class RunCommand : SessionCommand
{
    private RunDelivery? _delivery;
    private ProgressLine? _progress;
    private HashSet<string>? _used;
    private long _rows;

    /// <summary>The most rows in flight at once. When it is left out, as many as the server answers without delay, up to the default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = CallContext.MaxInFlight;

    /// <summary>A file that keeps what became of each row, so that the same command continues after an interruption.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? JournalPath { get; set; }

    /// <summary>The number of the row, counted from 1.</summary>
    private protected int RowNumber { get; set; }

    /// <summary>The run, as the pipeline sees it.</summary>
    private protected RunDelivery Delivery => _delivery!;

    /// <summary>How many rows have ended so far, and how.</summary>
    private protected RunCounts Counts => _delivery?.Counts ?? default;

    /// <summary>The systems that this run changes.</summary>
    private protected abstract IReadOnlyList<Destination> Destinations { get; }

    /// <summary>The most rows to work on at once.</summary>
    private protected virtual int RowLimit => ThrottleLimit;

    /// <summary>How many rows there will be; null when unknown.</summary>
    private protected virtual long? TotalRows => null;

    /// <summary>How many rows have been read, of the <see cref="TotalRows"/>.</summary>
    private protected virtual long RowsRead => _rows;

    /// <summary>A line to add when results could not be handed on; null for none.</summary>
    private protected virtual string? LostResultHint => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _progress = new ProgressLine(this);
        try
        {
            Connect();
            var earlier = JournalPath is null ? null : OpenJournal(ResolvePath(JournalPath));
            var handover = Preferences.WhatIf ? null : OpenHandover();
            var findsLimit = !MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit));
            var run = new Run(RowLimit, Log, _journal, handover, findsLimit) { EndsAtFirstError = Preferences.StopsOnError };
            _delivery = new RunDelivery(new Pipeline(this), run, earlier, MayAsk());
        }
        catch (CallCenterException exception)
        {
            Throw(exception, ActiveSession);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RowNumber++;
        InputRow.Bind(this);
        try
        {
            ProcessRow(Target());
        }
        catch (CallCenterException exception)
        {
            WarnOfJournal();
            Throw(exception, ActiveSession);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            _delivery!.Finish();
        }
        catch (CallCenterException exception)
        {
            Report(exception, ActiveSession);
        }

        if (RowsRead > 1 && Preferences.WhatIf)
        {
            ShouldProcess(_delivery!.DescribeTotal(RowsRead), string.Empty, string.Empty);
        }

        if (RunName is not null)
        {
            var seconds = _progress!.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture);
            WriteVerboseLine(Messages.FormatVerboseEnded(RunName, seconds, Counts.Done, Counts.Failed, Counts.Unknown, Counts.AlreadyDone));
        }

        WarnOfEarlierRuns();
        WarnOfJournal();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _delivery?.Stop();
    }

    /// <summary>Gives up what is still under way, and says what became of it.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _delivery?.Dispose();
            _delivery = null;
            _journal?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Takes from the session what operations need.</summary>
    /// <exception cref="CallCenterException">The session does not have it.</exception>
    private protected abstract void Connect();

    /// <summary>Opens the store for the secrets that operations set; null where only their results hold them.</summary>
    /// <exception cref="CallCenterException">It cannot be written.</exception>
    private protected virtual IHandover? OpenHandover() => null;

    /// <summary>The input row, as the run keeps it.</summary>
    private protected abstract object Target();

    /// <summary>The input row as an error hands it back.</summary>
    private protected virtual object Shown(object target) => InputRow.WithoutPassword(target);

    /// <inheritdoc cref="IRunHost.Subject"/>
    private protected abstract string Subject();

    /// <summary>Checks the input row and makes it the rows to send; several where a parameter took a list.</summary>
    /// <exception cref="CallCenterException">The row cannot be used.</exception>
    private protected abstract IEnumerable<RunRow> Read(object target);

    /// <summary>Emits what an operation resulted in, as far as it was done; nothing where the command emits an object for a whole row.</summary>
    private protected virtual void WriteResult(RunRow row, OperationOutcome outcome)
    {
    }

    /// <inheritdoc cref="IRunHost.WriteRow"/>
    /// <remarks>An override calls this one, which remembers the names for completion.</remarks>
    private protected virtual void WriteRow(RowOutcome outcome)
    {
        foreach (var one in outcome.Operations.Where(one => one.Error is null && !one.IsLeftOut))
        {
            Remember(ActiveSession.Seen, one);
            WriteResult(outcome.Row, one);
        }
    }

    /// <inheritdoc cref="IRunHost.TargetOf"/>
    private protected virtual object TargetOf(Operation part) => throw new NotSupportedException();

    /// <summary>Adds the names that an operation used with success to those that are offered at the prompt.</summary>
    private protected abstract void Remember(SeenNames seen, OperationOutcome outcome);

    /// <summary>Special advice on an operation that failed; null for the usual advice.</summary>
    private protected virtual string? AdviceOn(CallCenterException error, Operation operation) => null;

    /// <summary>The names under which the command takes values from a row: its parameters and their aliases.</summary>
    private protected ISet<string> Used => _used ??= new(
        MyInvocation.MyCommand.Parameters.Values
            .Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName))
            .SelectMany(parameter => parameter.Aliases.Append(parameter.Name)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Emits a result, which carries on what else its row had.</summary>
    private protected void Emit(RunRow row, object result) => WriteObject(InputRow.WithRowColumns(result, row.Target, Used));

    /// <summary>Checks the current row and sends what it asks for.</summary>
    /// <exception cref="CallCenterException">The run is over, since nothing can be kept on record any more.</exception>
    private protected void ProcessRow(object target)
    {
        List<RunRow> rows;
        try
        {
            rows = [.. Read(target)];
        }
        catch (CallCenterException exception)
        {
            _rows++;
            _delivery!.Fail(exception, target);
            return;
        }

        foreach (var row in rows)
        {
            _rows++;
            _delivery!.Add(row);
        }
    }

    /// <summary>Reports an error that belongs to no row; under -ErrorAction Stop after all that is under way has ended.</summary>
    private protected void Report(CallCenterException exception, object target)
    {
        _delivery!.FinishBefore(exception);
        WriteError(ToRecord(exception, target, RetryAdvice(exception)));
    }

    /// <summary>The -Session that a suggested command needs; empty when this command was given none.</summary>
    private protected string GivenSession =>
        MyInvocation.BoundParameters.ContainsKey(nameof(Session)) ? " -Session " + CompletionText.Of(ActiveSession.Name) : string.Empty;

    /// <summary>The subject of a row about an agent.</summary>
    private protected string AgentSubject(string? code) => Cell.Label(code) is { } label
        ? Messages.FormatSubjectAgentRow(RowNumber, label)
        : Messages.FormatSubjectRow(RowNumber);

    /// <summary>How to repeat a row that is correct; null if it must be corrected first, or may have been done.</summary>
    private string? RetryAdvice(CallCenterException exception)
    {
        if (!exception.Kind.IsWorthRepeating || (exception.OutcomeUnknown && !exception.IsRepeatable))
        {
            return null;
        }

        var command = MyInvocation.MyCommand.Name;
        if (JournalPath is not null)
        {
            return Messages.FormatAgainJournal(command, JournalPath);
        }

        // Of several rows that fail, only the last is in $Error[0].
        return MyInvocation.ExpectingInput ? Messages.FormatAgainRows(command + GivenSession) : Messages.FormatAgainRow(command + GivenSession);
    }
}
