using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;

namespace CallCenter.Commands;

/// <summary>
/// A command that sends one request a row, several at once. Requests run on the thread pool and never touch the cmdlet;
/// all that is shown or asked happens here, on the pipeline thread. Results come in the order in which they end.
/// </summary>
/// <typeparam name="TRequest">What is asked of the vendor.</typeparam>
/// <typeparam name="TResult">What the vendor answers.</typeparam>
public abstract class BulkCommand<TRequest, TResult> : CcCommand, IDisposable
{
    // Long enough for most answers, short enough that Ctrl+C feels immediate.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly RowKeys _keys = new();

    // Whatever ends the pipeline, they are told of in Dispose.
    private readonly UntoldRows<TRequest, TResult> _untold;
    private BulkRun<BulkRow<TRequest>, TResult>? _run;
    private RequestLog? _log;
    private PSHost? _host;
    private ProgressLine? _progress;
    private long _rows;
    private long _done;
    private long _failed;
    private long _unknown;
    private BulkJournal<TRequest, TResult>? _journal;
    private BulkOutcome<BulkRow<TRequest>, TResult>? _delivered;
    private WhatIfAccount _whatIf = new([]);
    private bool _stopOnError;
    private bool _asks;
    private string? _runName;

    /// <summary>A command.</summary>
    private protected BulkCommand()
    {
        _untold = new(OperationOf);
    }

    /// <summary>The session to use; the runspace's default when it is not given.</summary>
    [Parameter]
    [ValidateNotNull]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CcSession? Session { get; set; }

    /// <summary>The most requests in flight at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>A file that keeps what became of each row, so that the same command continues after an interruption.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The number of the row, counted from 1.</summary>
    private protected int RowNumber { get; set; }

    /// <summary>How many rows have been done, have failed, and were done by an earlier run.</summary>
    private protected (long Done, long Failed, long Unknown, long AlreadyDone) Counts => (_done, _failed, _unknown, _journal?.AlreadyDone ?? _whatIf.AlreadyDone);

    /// <summary>The session that this run uses.</summary>
    private protected CcSession ActiveSession { get; private set; } = null!;

    /// <summary>Gives up what is still under way, and says what became of it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ActiveSession = Resolve(Session);
        _runName = TellOpening(ActiveSession);
        _host = Host;
        _progress = new ProgressLine(this);
        _log = NewLog();
        _stopOnError = StopsOnError();
        _asks = MayAsk();
        try
        {
            var work = Start();
            if (JournalPath is not null && IsWhatIf())
            {
                _whatIf = new(JournalReader.ReadDone(GetUnresolvedProviderPathFromPSPath(JournalPath), Header()));
            }
            else if (JournalPath is not null)
            {
                OpenJournal(GetUnresolvedProviderPathFromPSPath(JournalPath), work);
                work = _journal!.WorkAsync;
            }

            _run = new(work, row => OperationOf(row.Request), ThrottleLimit, _log, _journal is null ? null : _journal.EndAsync) { EndsAtFirstError = _stopOnError };
        }
        catch (CallCenterException exception)
        {
            Throw(exception, ActiveSession);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RowNumber++;
        ProcessRow(Target());
    }

    /// <summary>Checks the current row and sends what it asks for.</summary>
    private protected void ProcessRow(object target)
    {
        List<BulkRow<TRequest>> rows;
        try
        {
            rows = [.. Read(target)];
        }
        catch (CallCenterException exception)
        {
            _rows++;
            Fail(exception, target);
            return;
        }

        foreach (var row in rows)
        {
            _rows++;
            if (!_keys.TryAdd(row.Key, RowNumber, out var earlier))
            {
                Fail(Failure.Local(ErrorKind.DuplicateRow, Subject(), Cell.Label(row.Key), earlier), row.Target);
                continue;
            }

            var todo = _journal is null ? row : _journal.Resume(row);
            if (todo is null)
            {
                Tell(Messages.Format("Journal_AlreadyDone", OperationOf(row.Request)));
            }
            else if (!(_whatIf.KnowsRows && _whatIf.Skips(IdOf(row.Request))) && (!_asks || ShouldDo(row.Request)))
            {
                Send(todo with { Number = RowNumber });
            }
        }
    }

    /// <summary>Asks about, or tells of, a row. Where it goes is told once, until another one goes elsewhere.</summary>
    private bool ShouldDo(TRequest request)
    {
        var place = PlaceOf(request);
        var sentence = SentenceOf(request, place);
        return ShouldDo(sentence, _whatIf.Sends(place) ? sentence : SentenceOf(request, null));
    }

    /// <summary>Under -WhatIf, what the lines before it come to.</summary>
    private void TellWhatIf()
    {
        if (RowsSeen > 1 && IsWhatIf())
        {
            ShouldProcess(_whatIf.Total(RowsSeen), string.Empty, string.Empty);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_run!.InFlight > 0)
        {
            TakeOne();
        }

        WriteTraces(_log!);
        _progress!.End();
        TellWhatIf();
        if (_runName is not null)
        {
            Tell(Messages.Format("Verbose_Ended", _runName, _progress.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture), _done, _failed, _unknown, Counts.AlreadyDone));
        }

        if (_journal is { AlreadyDone: > 0 } && TellsOfRowsAlreadyDone)
        {
            Warn(Messages.Format("Journal_AlreadyDoneCount", _journal.AlreadyDone));
        }

        if (_journal?.Incomplete is { } fault)
        {
            Warn(Messages.Format("Journal_Incomplete", fault.Message));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _run?.Stop(Grace);

    /// <summary>Gives up what is still under way, and says what became of it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        if (_run is not null)
        {
            // Select-Object -First and errors further down end the pipeline with this call alone.
            var wasStopped = _run.IsStopping;
            _run.Stop(Grace);
            TellOfTheRest(wasStopped);
            _run.Dispose();
            _run = null;
        }

        _journal?.Dispose();
    }

    /// <summary>What is done with a row, bound to the session.</summary>
    private protected abstract Func<BulkRow<TRequest>, CallContext, Task<TResult>> Start();

    /// <summary>The input row, for an error to hand back.</summary>
    private protected abstract object Target();

    /// <summary>The input row as an error hands it back, where that takes time to make: most rows need none.</summary>
    private protected virtual object Shown(object target) => target;

    /// <summary>The row in words, such as <c>Row 3 (agent 5003)</c>.</summary>
    private protected abstract string Subject();

    /// <summary>Checks the input row and makes it the rows to send; several where a parameter took a list.</summary>
    /// <exception cref="CallCenterException">The row cannot be used.</exception>
    private protected abstract IEnumerable<BulkRow<TRequest>> Read(object target);

    /// <summary>The request in words, such as <c>create agent 5003</c>. For any thread.</summary>
    private protected abstract string OperationOf(TRequest request);

    /// <summary>What -WhatIf and -Confirm say of the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="place">Where it goes; null to leave that out.</param>
    private protected abstract string SentenceOf(TRequest request, string? place);

    /// <summary>The tenant or server that the request is sent to.</summary>
    private protected abstract string PlaceOf(TRequest request);

    /// <summary>Writes what a row resulted in, as far as that is good.</summary>
    private protected abstract void WriteResult(BulkRow<TRequest> row, TResult result);

    /// <summary>The faults that a result has nevertheless, with the input that each is to hand back.</summary>
    private protected virtual IEnumerable<(CallCenterException Fault, object Target)> FaultsOf(BulkRow<TRequest> row, TResult result) => [];

    /// <summary>Takes note of the names that a row used with success, to be offered at the prompt.</summary>
    private protected abstract void Remember(SeenNames seen, BulkRow<TRequest> row, TResult result);

    /// <summary>What the journal knows a row by.</summary>
    private protected abstract RowId IdOf(TRequest request);

    /// <summary>The server that this run talks to, and whose: a journal of another is not continued.</summary>
    private protected abstract string ServerName { get; }

    /// <summary>Whether the end of the run says how many rows earlier runs had done.</summary>
    private protected virtual bool TellsOfRowsAlreadyDone => true;

    /// <summary>How many rows there will be; null when nobody can tell.</summary>
    private protected virtual long? TotalRows => null;

    /// <summary>What has to happen, on the pipeline thread, before a row is sent.</summary>
    private protected virtual void Prepare(BulkRow<TRequest> row)
    {
    }

    /// <summary>A line to add when results could not be handed on; null for none.</summary>
    private protected virtual string? LostResultHint => null;

    /// <summary>What else to do about a row that failed; null for what is usual.</summary>
    private protected virtual string? AdviceOn(CallCenterException error, TRequest request) => null;

    /// <summary>The subject of a row about an agent.</summary>
    private protected string AgentSubject(string? code) => Cell.Label(code) is { } label
        ? Messages.Format("Subject_AgentRow", RowNumber, label)
        : Messages.Format("Subject_Row", RowNumber);

    /// <summary>Reports a row as failed; under -ErrorAction Stop after all that is under way has ended.</summary>
    private protected void Fail(CallCenterException exception, object target, string? then = null)
    {
        if (exception.OutcomeUnknown)
        {
            _unknown++;
        }
        else
        {
            _failed++;
        }

        Report(exception, Shown(target), then ?? ThenAfter(exception));
    }

    /// <summary>Reports an error that is no row's; under -ErrorAction Stop after all that is under way has ended.</summary>
    private protected void Report(CallCenterException exception, object target, string? then = null)
    {
        if (_stopOnError)
        {
            FinishBeforeError(exception);
        }

        WriteError(ToRecord(exception, target, then));
    }

    /// <summary>How to do a row again that itself was right; null where it must be corrected first, or perhaps was done.</summary>
    private string? ThenAfter(CallCenterException exception)
    {
        var isRight = exception.Kind is ErrorKind.TokenRefused or ErrorKind.TokenMissing or ErrorKind.CredentialRefused or ErrorKind.QueueKeyRefused
            or ErrorKind.ServerBusy or ErrorKind.Timeout or ErrorKind.Unreachable or ErrorKind.TlsFailure or ErrorKind.ConnectionLost or ErrorKind.NotJson;
        if (!isRight || (exception.OutcomeUnknown && !exception.IsRepeatable))
        {
            return null;
        }

        var command = MyInvocation.MyCommand.Name;
        if (JournalPath is not null)
        {
            return Messages.Format("Again_Journal", command, JournalPath);
        }

        // Of several rows that fail, only the last is in $Error[0].
        return Messages.Format(MyInvocation.ExpectingInput ? "Again_Rows" : "Again_Row", command + GivenSession);
    }

    /// <summary>What a command to type needs to go to the session that this one was given.</summary>
    private protected string GivenSession =>
        MyInvocation.BoundParameters.ContainsKey(nameof(Session)) ? " -Session " + CompletionText.Of(ActiveSession.Name) : string.Empty;

    private JournalHeader Header() => new(MyInvocation.MyCommand.Name, ServerName);

    private void OpenJournal(string path, Func<BulkRow<TRequest>, CallContext, Task<TResult>> work)
    {
        // Kept before anything is said: a warning can end the command, and it is to be closed then.
        _journal = new(RunJournal.Open(path, Header()), IdOf, OperationOf, work, (row, result) => FaultsOf(row, result).FirstOrDefault().Fault);
        if (_journal.Tear is { } tear)
        {
            Warn(Messages.Format("Journal_Torn", path, tear.Line, tear.Bytes));
        }

        Tell(Messages.Format("Verbose_Journal", path, _journal.Earlier.Total, _journal.Earlier.Done, _journal.Earlier.Failed, _journal.Earlier.Unknown));
    }

    private void Send(BulkRow<TRequest> row)
    {
        while (!_run!.HasRoom)
        {
            TakeOne();
        }

        while (Collect(TimeSpan.Zero))
        {
        }

        Deliver();
        ThrowIfStopping();
        Prepare(row);
        _run.Start(row);
    }

    private void TakeOne()
    {
        while (!Collect(Tick))
        {
            ThrowIfStopping();
            WriteTraces(_log!);
            ShowProgress();
        }

        Deliver();
    }

    private bool Collect(TimeSpan wait)
    {
        if (!_run!.TryTake(out var outcome, wait))
        {
            return false;
        }

        _untold.Add(outcome);
        return true;
    }

    private void CollectAll()
    {
        while (_run!.InFlight > 0)
        {
            Collect(Tick);
        }
    }

    private void Deliver()
    {
        ThrowIfStopping();
        WriteTraces(_log!);
        while (_untold.Count > 0)
        {
            var outcome = _untold.First;
            _delivered = outcome;
            try
            {
                if (outcome.Error is null)
                {
                    Remember(ActiveSession.Seen, outcome.Row, outcome.Result);
                    WriteResult(outcome.Row, outcome.Result);
                    DeliverFaults(outcome.Row, outcome.Result);
                }
                else
                {
                    Fail(outcome.Error, outcome.Row.Target, AdviceOn(outcome.Error, outcome.Row.Request));
                }
            }
            catch (PipelineStoppedException) when (_run!.IsStopping)
            {
                // Nobody received it, so it stays untold.
                throw;
            }
            catch
            {
                _untold.Remove(outcome);
                throw;
            }

            _untold.Remove(outcome);
            _delivered = null;
        }

        ShowProgress();
    }

    private void DeliverFaults(BulkRow<TRequest> row, TResult result)
    {
        var isWhole = true;
        foreach (var (fault, target) in FaultsOf(row, result))
        {
            isWhole = false;
            Fail(fault, target);
        }

        _done += isWhole ? 1 : 0;
    }

    private void ThrowIfStopping()
    {
        if (_run!.IsStopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>The error that is about to be written ends the pipeline: nothing can be handed on after it.</summary>
    private void FinishBeforeError(CallCenterException error)
    {
        _run!.EndWaiting();
        CollectAll();
        _progress!.End();
        WriteTraces(_log!);
        if (_untold.TakeNotSent() is { } notSent)
        {
            Warn(Messages.Format("Stop_NotSent", notSent));
        }

        if (LostOutput is { } lost)
        {
            Warn(lost);
        }

        foreach (var outcome in _untold.AllBut(error))
        {
            if (outcome.Error is null && outcome != _delivered)
            {
                WriteResult(outcome.Row, outcome.Result);
            }

            var faults = outcome.Error is { } failed ? [failed] : FaultsOf(outcome.Row, outcome.Result).Select(part => part.Fault);
            foreach (var fault in faults.Where(fault => fault != error))
            {
                Warn(Messages.Format("Stop_AlsoFailed", fault.Message));
            }

            _untold.Remove(outcome);
        }
    }

    /// <summary>Says what became of rows whose outcome nobody will see. The pipeline takes no more warnings by now, so the host gets them.</summary>
    private void TellOfTheRest(bool wasStopped)
    {
        CollectAll();
        foreach (var warning in _untold.Account(LostResultHint))
        {
            _host?.UI?.WriteWarningLine(warning);
        }

        if (wasStopped && LostOutput is { } lost)
        {
            _host?.UI?.WriteWarningLine(lost);
        }
    }

    /// <summary>A variable is only assigned when the pipeline ends by itself; null where nothing is lost with it that cannot be had again.</summary>
    private string? LostOutput => LostResultHint is not null && _done > 0 ? Messages.Format("Stop_Variable", _done) : null;

    private void ShowProgress()
    {
        if (!_progress!.IsDue)
        {
            return;
        }

        // Rows that an earlier run did cost no time, so they do not count for the rate.
        var ended = _done + _failed + _unknown;
        var rate = ended / _progress.Elapsed.TotalSeconds;
        var status = Messages.Format(
            "Progress_Status", _done, _failed + _unknown, Math.Min(_run!.InFlight, ThrottleLimit), rate.ToString(rate < 10 ? "0.0" : "0", CultureInfo.CurrentCulture));
        if (TotalRows is { } total and > 0)
        {
            var behind = Math.Max(0, RowsSeen - _run.InFlight);
            TimeSpan? left = rate > 0 ? TimeSpan.FromSeconds((total - behind) / rate) : null;
            _progress.Show(Messages.Format("Progress_Total", behind, total, status), (int)Math.Min(100, behind * 100 / total), left);
        }
        else
        {
            _progress.Show(status);
        }
    }

    /// <summary>How many rows have been read, of the <see cref="TotalRows"/>.</summary>
    private protected virtual long RowsSeen => _rows;

    private bool StopsOnError()
    {
        var preference = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given) ? given : GetVariableValue("ErrorActionPreference");
        return LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) && action == ActionPreference.Stop;
    }
}
