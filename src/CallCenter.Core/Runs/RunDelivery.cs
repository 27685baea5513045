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
    // How often a waiting pipeline thread looks up to print traces and progress.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    // Long enough for most answers, short enough that Ctrl+C feels immediate.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    // Requests that were given up end at once. What does not is at work in this process, or waits for a disk.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(3);

    private readonly RowKeys _keys = new();
    private readonly UndeliveredResults _undelivered = new();
    private readonly List<Operation> _lostResults = [];
    private readonly UnsentRows _unsent = new();
    private RowOutcome? _current;
    private long _done;
    private long _failed;
    private long _unknown;
    private long _alreadyDone;

    /// <summary>How many rows came to which end so far.</summary>
    public RunCounts Counts => new(_done, _failed, _unknown, _alreadyDone);

    /// <inheritdoc cref="Run.Limit"/>
    public int Limit { get => run.Limit; set => run.Limit = value; }

    /// <summary>How many rows are under way.</summary>
    public int InFlight => run.InFlight;

    /// <inheritdoc cref="Run.JournalFault"/>
    public CallCenterException? JournalFault => run.JournalFault;

    /// <summary>The operations that an earlier run did, and whose secret results it did not hand on.</summary>
    public IReadOnlyList<Operation> LostResults => _lostResults;

    /// <summary>What -WhatIf has described.</summary>
    public WhatIfSummary WhatIf { get; } = new();

    /// <summary>Keeps what ends from now on until <see cref="Release"/>, or until an error ends the pipeline.</summary>
    /// <param name="settle">Says then what became of a row after all.</param>
    public void Hold(Func<RowOutcome, RowOutcome> settle) => _undelivered.Hold(settle);

    /// <summary>Waits for all rows and hands on what was kept.</summary>
    public void Release()
    {
        Finish();
        _undelivered.Settle();
        Deliver();
    }

    /// <summary>Takes a row in, and waits while there is no room for it.</summary>
    /// <exception cref="CallCenterException">Nothing can be kept on record any more, so the run is over; all there is was handed on.</exception>
    public void Add(RunRow row)
    {
        var first = row.Operations[0];
        if (!_keys.TryAdd(first.UniqueName, row.Number, out var before))
        {
            host.WriteRow(new(row, []));
            Fail(Failure.Local(ErrorKind.DuplicateRow, host.Subject(), Cell.Label(first.UniqueName), before), row.Target, first);
            return;
        }

        if (earlier is not null)
        {
            row = row with { Earlier = [.. row.Operations.Select(operation => earlier(operation.Id))] };
            if (row.Earlier.All(state => state == JournalState.Done))
            {
                _alreadyDone++;
                _lostResults.AddRange(row.Operations.Where(run.HasLostResult));
                host.Tell(Messages.FormatJournalAlreadyDone(row.Describe()));
                host.WriteRow(new(row, [.. row.Operations.Select(operation => new OperationOutcome(operation) { IsLeftOut = true })]));
                return;
            }
        }

        if (!asks || run.ServerFault is not null || ShouldDo(row))
        {
            Send(row);
        }
        else
        {
            host.WriteRow(new(row, []));
        }
    }

    /// <summary>Counts and writes the error of a row; under -ErrorAction Stop after all that is under way has ended.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="target">What the error hands back.</param>
    /// <param name="operation">The operation that failed; null where the row could not be read.</param>
    public void Fail(CallCenterException fault, object target, Operation? operation = null)
    {
        if (fault.OutcomeUnknown)
        {
            _unknown++;
        }
        else
        {
            _failed++;
        }

        FinishBefore(fault);
        host.WriteFault(fault, target, operation);
    }

    /// <summary>Under -ErrorAction Stop an error ends the pipeline, and nothing can be handed on after it: hands on what there is.</summary>
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
            run.HandOn(outcome);
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
        if (TakeUnsent() is { } unsent)
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
        CollectAll();
        foreach (var warning in _undelivered.Account(host.LostResultHint))
        {
            host.Announce(warning);
        }

        if (run.InFlight > 0)
        {
            host.Announce(Messages.FormatStopNotEnded(run.InFlight));
        }

        if (TakeUnsent() is { } unsent)
        {
            host.Announce(unsent.Fault.Message);
        }

        if (wasStopped && LostOutput is { } lost)
        {
            host.Announce(lost);
        }

        run.Dispose();
    }

    /// <summary>Results that were handed on are lost with a variable, which is only assigned when the pipeline ends by itself.</summary>
    private string? LostOutput => host.LostResultHint is not null && _done > 0 ? Messages.FormatStopVariable(_done) : null;

    private bool ShouldDo(RunRow row)
    {
        var (question, description) = WhatIf.Add(row);
        return host.ShouldDo(question, description);
    }

    private void Send(RunRow row)
    {
        while (!run.HasRoom)
        {
            TakeOne();
        }

        while (Collect(TimeSpan.Zero))
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
        if (run.IsOneByOne)
        {
            // So that -PipelineVariable of the command before still has the row of this result.
            while (run.InFlight > 0)
            {
                TakeOne();
            }
        }
    }

    private void TakeOne()
    {
        while (!Collect(Tick))
        {
            ThrowIfStopping();
            host.WriteTraces();
            host.ShowProgress();
        }

        ThrowIfBroken();
        Deliver();
    }

    private bool Collect(TimeSpan wait)
    {
        if (!run.TryTake(out var outcome, wait))
        {
            return false;
        }

        _undelivered.Add(outcome);
        return true;
    }

    /// <summary>Lets what is under way end, and warns of what was not sent.</summary>
    private void CollectEverything()
    {
        run.EndWaiting();
        CollectAll();
        _undelivered.Settle();
        host.EndProgress();
        host.WriteTraces();
        if (_undelivered.DescribeNotSent() is { } notSent)
        {
            host.Warn(Messages.FormatStopNotSent(notSent));
        }
    }

    /// <summary>Waits for all that is under way; after a stop only for so long, since whoever pressed Ctrl+C wants the prompt.</summary>
    private void CollectAll()
    {
        var left = LongestEnd;
        while (run.InFlight > 0 && left > TimeSpan.Zero)
        {
            left -= !Collect(Tick) && run.IsStopping ? Tick : TimeSpan.Zero;
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
            catch (Exception exception) when (host.IsStop(exception) && run.IsStopping)
            {
                // Nobody received it, so it stays undelivered.
                throw;
            }
            catch
            {
                Settle(outcome);
                throw;
            }

            Settle(outcome);
            _current = null;
        }

        host.ShowProgress();
    }

    private void Settle(RowOutcome outcome)
    {
        _undelivered.Remove(outcome);
        run.HandOn(outcome);
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
            // The error that ends the run says why, and a warning which.
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

        _done += outcome.Fault is null ? 1 : 0;
    }

    private void KeepUnsent(RunRow row)
    {
        _failed++;
        _unsent.Add(row);
    }

    /// <summary>The rows that were not sent since their server could no longer be reached, with the one error of them all.</summary>
    private (CallCenterException Fault, IReadOnlyList<object> Targets)? TakeUnsent() => _unsent.TakeAll() is var (targets, words)
        ? (Failure.ServerGone(run.ServerFault!, targets.Count, words), targets)
        : null;

    private void DeliverBefore(CallCenterException error, RowOutcome outcome)
    {
        if (outcome != _current)
        {
            host.WriteRow(outcome);
        }

        // What was not sent is said already.
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
