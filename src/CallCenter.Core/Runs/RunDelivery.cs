using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// The part of a run that belongs to the pipeline's thread: takes rows in, and hands each outcome to the user exactly once,
/// however the pipeline ends.
/// </summary>
/// <param name="host">The pipeline.</param>
/// <param name="run">The run, which ends with this.</param>
/// <param name="earlier">What earlier runs left of an operation; null without a journal.</param>
/// <param name="asks">Whether <see cref="IRunHost.ShouldDo"/> could say or ask anything.</param>
public sealed class RunDelivery(IRunHost host, Run run, Func<OperationId, JournalState?>? earlier, bool asks) : IDisposable
{
    // Long enough for most answers, short enough that Ctrl+C feels immediate.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly RowIntake _intake = new(host, run, earlier, asks);
    private readonly UndeliveredResults _undelivered = new(run);
    private RowOutcome? _current;
    private RunCounts _counts;

    /// <summary>How many rows have ended so far, and how.</summary>
    public RunCounts Counts => _counts with { AlreadyDone = _intake.AlreadyDone };

    /// <summary>The run, which ends with this.</summary>
    public Run Run => run;

    /// <inheritdoc cref="RowIntake.LostResults"/>
    public IReadOnlyList<Operation> LostResults => _intake.LostResults;

    /// <inheritdoc cref="RowIntake.DescribeTotal"/>
    public string DescribeTotal(long rows) => _intake.DescribeTotal(rows);

    /// <summary>Holds outcomes back from now on until <see cref="Release"/>, or until an error ends the pipeline.</summary>
    /// <param name="settle">Decides then how a row ended after all.</param>
    public void Hold(Func<RowOutcome, RowOutcome> settle) => _undelivered.Hold(settle);

    /// <summary>Waits for all rows and hands on the outcomes that were held back.</summary>
    public void Release()
    {
        Finish();
        _undelivered.Settle();
        Deliver();
    }

    /// <summary>Takes a row in, and waits while there is no room for it.</summary>
    /// <exception cref="CallCenterException">Nothing can be recorded any more, so the run is over; all outcomes were handed on.</exception>
    public void Add(RunRow row)
    {
        if (_intake.Admit(row, out var fault) is { } admitted)
        {
            Send(admitted);
        }
        else if (fault is not null)
        {
            Fail(fault, row.Target, row.Operations[0]);
        }
    }

    /// <summary>Counts and writes the error of a row; under -ErrorAction Stop after all that is under way has ended.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="target">What the error hands back.</param>
    /// <param name="operation">The operation that failed; null where the row could not be read.</param>
    public void Fail(CallCenterException fault, object target, Operation? operation = null)
    {
        _counts = fault.OutcomeUnknown ? _counts with { Unknown = _counts.Unknown + 1 } : _counts with { Failed = _counts.Failed + 1 };
        FinishBefore(fault);
        host.WriteFault(fault, target, operation);
    }

    /// <summary>Under -ErrorAction Stop an error ends the pipeline, and nothing can be handed on after it: hands on all outcomes first.</summary>
    public void FinishBefore(CallCenterException error)
    {
        if (!run.EndsAtFirstError)
        {
            return;
        }

        CollectEverything();
        if (LostOutput is { } lost)
        {
            host.Warn(lost);
        }

        foreach (var outcome in _undelivered.TakeAll())
        {
            DeliverBefore(error, outcome);
            run.RecordHandedOn(outcome);
        }
    }

    /// <summary>Waits for all rows and hands their outcomes on.</summary>
    /// <exception cref="CallCenterException">As for <see cref="Add"/>.</exception>
    public void Finish()
    {
        while (run.InFlight > 0)
        {
            TakeOne();
        }

        host.WriteTraces();
        host.EndProgress();
        if (_undelivered.TakeUnsent() is { } unsent)
        {
            host.WriteUnsent(unsent.Fault, unsent.Targets);
        }
    }

    /// <summary>Sends nothing new from now on. For any thread.</summary>
    public void Stop() => run.Stop(Grace);

    /// <summary>
    /// Gives up what is still under way, and says what became of it. <c>Select-Object -First</c> and errors further down end a
    /// pipeline with this call alone.
    /// </summary>
    public void Dispose()
    {
        var wasStopped = run.IsStopping;
        run.Stop(Grace);
        _undelivered.CollectAll();
        var advice = earlier is null ? Messages.StopAskConsole : Messages.StopRunAgain;
        foreach (var warning in _undelivered.Account(host.LostResultHint, advice))
        {
            host.WriteHostWarning(warning);
        }

        if (run.InFlight > 0)
        {
            host.WriteHostWarning(Messages.FormatStopNotEnded(run.InFlight, advice));
        }

        if (_undelivered.TakeUnsent() is { } unsent)
        {
            host.WriteHostWarning(unsent.Fault.Message);
        }

        if (wasStopped && LostOutput is { } lost)
        {
            host.WriteHostWarning(lost);
        }

        run.Dispose();
    }

    /// <summary>A warning of results that are lost although they were handed on: PowerShell assigns a variable only when the pipeline ends by itself.</summary>
    private string? LostOutput => host.LostResultHint is not null && !host.KeepsResults && _counts.Done > 0 ? Messages.FormatStopVariable(_counts.Done) : null;

    private void Send(RunRow row)
    {
        while (!run.HasRoom)
        {
            TakeOne();
        }

        while (_undelivered.Collect(TimeSpan.Zero))
        {
        }

        ThrowIfBroken();
        Deliver();
        ThrowIfStopping();
        if (run.ServerFault is not null)
        {
            host.WriteRow(new(row, []));
            KeepUnsent(row);
            return;
        }

        run.Start(row);
        if (run.Limit == 1)
        {
            // So that -PipelineVariable of the previous command still holds the row of this result.
            while (run.InFlight > 0)
            {
                TakeOne();
            }
        }
    }

    private void TakeOne()
    {
        while (!_undelivered.Collect(UndeliveredResults.Tick))
        {
            ThrowIfStopping();
            host.WriteTraces();
            host.ShowProgress();
        }

        ThrowIfBroken();
        Deliver();
    }

    /// <summary>Lets what is under way end, and warns of what was not sent.</summary>
    private void CollectEverything()
    {
        run.EndWaiting();
        _undelivered.CollectAll();
        _undelivered.Settle();
        host.EndProgress();
        host.WriteTraces();
        if (_undelivered.DescribeNotSent() is { } notSent)
        {
            host.Warn(Messages.FormatStopNotSent(notSent));
        }
    }

    private void Deliver()
    {
        ThrowIfStopping();
        host.WriteTraces();
        while (_undelivered.First is { } outcome)
        {
            try
            {
                Deliver(outcome);
            }
            catch (Exception exception) when (!host.IsStop(exception) || !run.IsStopping)
            {
                // In a stopped pipeline nobody received it, so it stays undelivered.
                _undelivered.Remove(outcome);
                throw;
            }

            _undelivered.Remove(outcome);
            _current = null;
        }

        host.ShowProgress();
    }

    private void Deliver(RowOutcome outcome)
    {
        host.WriteRow(outcome);
        if (run.ServerFault is not null && outcome.IsNotSent)
        {
            KeepUnsent(outcome.Row);
            return;
        }

        if (run.Breakdown is not null && outcome.IsNotSent)
        {
            // The error that ends the run says why, and a warning says which rows.
            return;
        }

        _current = outcome;
        foreach (var one in outcome.Operations)
        {
            foreach (var part in one.Parts.Where(part => part.Error is not null))
            {
                Fail(part.Error!, part == one ? outcome.Row.Target : host.TargetOf(part.Operation), part.Operation);
            }
        }

        _counts = outcome.Fault is null ? _counts with { Done = _counts.Done + 1 } : _counts;
    }

    private void KeepUnsent(RunRow row)
    {
        _counts = _counts with { Failed = _counts.Failed + 1 };
        _undelivered.AddUnsent(row);
    }

    private void DeliverBefore(CallCenterException error, RowOutcome outcome)
    {
        if (outcome != _current)
        {
            host.WriteRow(outcome);
        }

        // A warning has already named what was not sent.
        foreach (var part in outcome.Operations.SelectMany(one => one.Parts).Where(part => part.Error is not null && part.Error != error && !part.IsNotSent))
        {
            host.Warn(Messages.FormatStopAlsoFailed(part.Error!.Message));
        }
    }

    private void ThrowIfBroken()
    {
        if (run.Breakdown is { } breakdown)
        {
            CollectEverything();
            Deliver();
            throw breakdown;
        }
    }

    private void ThrowIfStopping()
    {
        if (run.IsStopping)
        {
            throw host.NewStop();
        }
    }
}
