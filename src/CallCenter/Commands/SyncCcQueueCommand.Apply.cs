using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <content>Looks, changes, and looks again.</content>
public sealed partial class SyncCcQueueCommand
{
    private SyncPlan _plan = null!;
    private DateTime _comparedAt;

    private void Apply()
    {
        var floor = ReadFloor();
        _comparedAt = DateTime.UtcNow;
        _plan = new(floor, ActiveSession.QueueDestination.Place, WhenIdle, Force);
        foreach (var queue in _roster.FindUnlistedQueues(floor))
        {
            Warn(Messages.FormatQueueNotListed(Cell.Label(queue)));
        }

        var changes = _roster.Changes.Count > 0
            ? _roster.Changes
            : [.. Roster.Compare(_roster.Entries, floor, _owns, Prune).Where(change => change.Action != QueueAction.Keep)];
        var steps = changes.Select(change => (Change: change, Step: _plan.Decide(change))).ToList();
        var toMake = steps.Where(one => one.Step.ShouldApply).Select(one => one.Change).ToList();
        if (toMake.Count > MaximumChange)
        {
            Throw(Failure.Session(ErrorKind.TooManyChanges, toMake.Count, MaximumChange));
        }

        _total = toMake.Count;
        foreach (var (change, step) in steps.Where(one => !one.Step.ShouldApply))
        {
            LeaveOut(change, step.Refusal);
        }

        Delivery.Hold(NewVerification());
        var enters = toMake.Where(change => change.Action == QueueAction.Enter).ToList();
        enters.ForEach(Send);
        Delivery.Finish();
        SignOut([.. toMake.Except(enters)], enters);
        Delivery.Release();
    }

    /// <summary>Signs out, once all others are signed in; the phone system says whether they are.</summary>
    private void SignOut(List<QueueChange> exits, List<QueueChange> enters)
    {
        if (exits.Count == 0)
        {
            return;
        }

        var hasChanged = enters.Count > 0 && !Preferences.WhatIf;
        var plan = _plan;
        try
        {
            plan = hasChanged ? ReadQueuesAgain() : _plan;
        }
        catch (CallCenterException exception)
        {
            Report(exception, ActiveSession);
            exits.ForEach(exit => Write(exit, CcQueueChangeResult.Refused, exception));
            return;
        }

        var refused = plan.FindSignOutsBelowMinimum(exits.Where(exit => !plan.IsInEffect(exit)), hasChanged ? [] : enters, MinimumMember);
        Delivery.Run.Limit = WhenIdle ? IdleExit.MaxWaiting : ThrottleLimit;
        foreach (var exit in exits)
        {
            if (plan.IsInEffect(exit) || refused.ContainsKey(exit))
            {
                _total--;
                LeaveOut(exit, refused.TryGetValue(exit, out var refusal) ? refusal : null);
            }
            else
            {
                Send(exit);
            }
        }
    }

    private void Send(QueueChange change)
    {
        _sent++;
        var operation = change.Action == QueueAction.Enter
            ? QueueOperation.Enter(PhoneSystem, ActiveSession.QueueDestination, change.Queue, change.Extension)
            : new ExitQueue(PhoneSystem, ActiveSession.QueueDestination, change.Queue, change.Extension, _idleExit);
        Delivery.Add(new((int)_sent, change, [operation]));
    }

    private void LeaveOut(QueueChange change, CallCenterException? refusal)
    {
        Write(change, refusal is null ? CcQueueChangeResult.AlreadyDone : CcQueueChangeResult.Refused, refusal);
        if (refusal is not null)
        {
            Delivery.Fail(refusal, change);
        }
    }

    /// <summary>How a row ended, as the queues show at the end: a success that they do not show is an error, and they settle an unknown outcome.</summary>
    private Func<RowOutcome, RowOutcome> NewVerification()
    {
        SyncPlan? after = null;
        CallCenterException? blind = null;
        return outcome =>
        {
            if (outcome.Operations is not [{ IsLeftOut: false } sent] || sent.Error is { OutcomeUnknown: false })
            {
                return outcome;
            }

            try
            {
                after ??= blind is null ? ReadQueuesAgain() : null;
            }
            catch (CallCenterException exception)
            {
                blind = exception;
            }

            var change = (QueueChange)outcome.Row.Target;
            var error = after?.IsInEffect(change) == true ? null : sent.Error ?? SyncPlan.NotVerified(change, blind?.Message);
            return outcome with { Operations = [sent with { Error = error }] };
        };
    }

    private SyncPlan ReadQueuesAgain() => new(new Floor(Ask(PhoneSystem.ListQueuesAsync), null, null));

    private void Write(QueueChange change, CcQueueChangeResult? result, CallCenterException? problem = null) =>
        WriteObject(_roster.WithRowColumns(Now(change).With(result, problem?.Message)));

    private CcQueueChange Now(QueueChange change) => new(_plan.Now(change), _comparedAt);
}
