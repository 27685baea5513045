using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class SyncPlanTests
{
    [Theory]
    [InlineData(QueueAction.Enter, true)]
    [InlineData(QueueAction.Enter, false)]
    [InlineData(QueueAction.Exit, true)]
    [InlineData(QueueAction.Exit, false)]
    public void A_change_is_made_unless_it_is_so(QueueAction action, bool isMember)
    {
        var plan = PlanOf(isMember ? [new("630", "8001")] : [], ExtensionState.Idle);
        var change = new QueueChange(action, "630", "8001");
        var isInEffect = isMember == (action == QueueAction.Enter);

        Assert.Equal(isInEffect, plan.IsInEffect(change));
        Assert.Equal(new SyncStep(isInEffect, null), plan.Decide(change));
        Assert.Equal(!isInEffect, plan.Decide(change).ShouldApply);
    }

    [Theory]

    // Who was signed out or in by somebody else meanwhile needs nothing, whatever else has changed.
    [InlineData(QueueAction.Exit, null, ExtensionState.InCall, false, null)]
    [InlineData(QueueAction.Enter, true, ExtensionState.Offline, false, null)]
    [InlineData(QueueAction.Keep, false, ExtensionState.InCall, false, null)]
    [InlineData(QueueAction.Keep, null, ExtensionState.Idle, false, ErrorKind.Stale)]

    // A pause.
    [InlineData(QueueAction.Exit, false, ExtensionState.Idle, false, null)]
    [InlineData(QueueAction.Exit, true, ExtensionState.Idle, false, ErrorKind.Stale)]
    [InlineData(QueueAction.Exit, true, ExtensionState.Idle, true, ErrorKind.Stale)]

    // A call matters to who is signed out at once.
    [InlineData(QueueAction.Exit, false, ExtensionState.InCall, false, ErrorKind.Stale)]
    [InlineData(QueueAction.Exit, false, ExtensionState.Ringing, false, ErrorKind.Stale)]
    [InlineData(QueueAction.Exit, false, ExtensionState.InCall, true, null)]
    [InlineData(QueueAction.Enter, null, ExtensionState.InCall, false, null)]

    // A phone that is gone.
    [InlineData(QueueAction.Exit, false, ExtensionState.Offline, true, ErrorKind.Stale)]
    [InlineData(QueueAction.Enter, null, ExtensionState.Offline, false, ErrorKind.Stale)]

    // What is not known is no difference.
    [InlineData(QueueAction.Exit, false, ExtensionState.Unknown, false, null)]
    [InlineData(QueueAction.Exit, false, null, false, null)]
    public void A_change_that_was_compared_idle_and_not_paused_is_stale_when(QueueAction action, bool? paused, ExtensionState? now, bool whenIdle, ErrorKind? refusal)
    {
        QueueMember[] members = paused is null ? [] : [new("630", "8001") { Paused = paused }];
        var step = PlanOf(members, now, whenIdle: whenIdle)
            .Decide(new QueueChange(action, "630", "8001") { State = ExtensionState.Idle, Paused = false });

        Assert.Equal(refusal, step.Refusal?.Kind);
    }

    [Fact]
    public void A_change_that_does_not_say_how_the_member_was_is_never_stale()
    {
        var plan = PlanOf([new("630", "8001") { Paused = true }], ExtensionState.InCall);

        Assert.True(plan.Decide(new QueueChange(QueueAction.Exit, "630", "8001")).ShouldApply);
        Assert.True(plan.Decide(new QueueChange(QueueAction.Exit, "630", "8001") { State = ExtensionState.OnHold, Paused = true }).ShouldApply);
    }

    [Fact]
    public void A_refusal_says_what_it_is_about()
    {
        var plan = PlanOf([new("630", "8001") { Paused = false, Penalty = 3 }], ExtensionState.InCall);

        Assert.Equal(
            "Could not sign extension 8001 out of queue 630: the state of the extension was Idle at the time of the comparison, but is now InCall.",
            plan.Decide(new QueueChange(QueueAction.Exit, "630", "8001") { State = ExtensionState.Idle }).Refusal!.Message);
        Assert.Equal(
            "Could not sign extension 8001 out of queue 630: the member was paused at the time of the comparison, but no longer is.",
            plan.Decide(new QueueChange(QueueAction.Exit, "630", "8001") { Paused = true }).Refusal!.Message);
        Assert.Equal(
            "Could not sign extension 8001 out of queue 630: the comparison was made on other:8080, but this session is connected to pbx:8080.",
            plan.Decide(new QueueChange(QueueAction.Exit, "630", "8001") { Appliance = "other:8080" }).Refusal!.Message);
        Assert.Equal(
            "Could not sign extension 8001 out of queue 630: the member has penalty 3, which may be lost when it signs in again.",
            plan.Decide(new QueueChange(QueueAction.Exit, "630", "8001")).Refusal!.Message);
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(0, false, false)]
    [InlineData(5, false, true)]
    [InlineData(5, true, false)]
    public void A_member_with_a_penalty_is_signed_out_with_force_alone(int? penalty, bool force, bool isRefused)
    {
        var step = PlanOf([new("630", "8001") { Penalty = penalty }], ExtensionState.Idle, force: force).Decide(new(QueueAction.Exit, "630", "8001"));

        Assert.Equal(isRefused ? ErrorKind.HasPenalty : null, step.Refusal?.Kind);
    }

    [Fact]
    public void A_change_is_known_as_it_is_now()
    {
        var plan = PlanOf([new("630", "8001") { Paused = true }], ExtensionState.InCall);

        Assert.Equal(
            new QueueChange(QueueAction.Exit, "630", "8001") { State = ExtensionState.InCall, Paused = true, Appliance = "pbx:8080" },
            plan.Now(new QueueChange(QueueAction.Exit, "630", "8001") { State = ExtensionState.Idle, Paused = false }));
        Assert.Null(plan.Now(new QueueChange(QueueAction.Enter, "631", "8001")).Paused);
    }

    [Theory]
    [InlineData(0, 0, "8001 8002 8003")]
    [InlineData(1, 0, "8001 8002")]
    [InlineData(2, 0, "8001")]
    [InlineData(2, 1, "8001 8002")]
    [InlineData(3, 0, "")]
    [InlineData(9, 0, "")]
    [InlineData(9, 9, "8001 8002 8003")]
    public void Only_so_many_leave_that_enough_stay(int minimum, int entering, string leaving)
    {
        var plan = PlanOf([new("630", "8001"), new("630", "8002"), new("630", "8003"), new("631", "8001")], ExtensionState.Idle);
        QueueChange[] exits = [Exit("630", "8001"), Exit("630", "8002"), Exit("630", "8003")];

        var refused = plan.FindSignOutsBelowMinimum(exits, Enumerable.Range(0, entering).Select(one => new QueueChange(QueueAction.Enter, "630", $"90{one}")), minimum);

        Assert.Equal(leaving, string.Join(' ', exits.Except(refused.Keys).Select(exit => exit.Extension)));
        Assert.All(refused.Values, error => Assert.Equal(ErrorKind.TooFewMembers, error.Kind));
        Assert.All(refused.Values, error => Assert.EndsWith($"the queue would be left with fewer than {minimum} members.", error.Message, System.StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_queue_does_not_show_is_not_verified()
    {
        var error = SyncPlan.NotVerified(Exit("630", "8001"));

        Assert.Equal(ErrorKind.NotVerified, error.Kind);
        Assert.Equal("Could not sign extension 8001 out of queue 630: the phone system reported success, but its list of queues does not show the change.", error.Message);
        Assert.EndsWith(": because.", SyncPlan.NotVerified(Exit("630", "8001"), "because.").Message, System.StringComparison.Ordinal);
    }

    private static QueueChange Exit(string queue, string extension) => new(QueueAction.Exit, queue, extension);

    private static SyncPlan PlanOf(IReadOnlyList<QueueMember> members, ExtensionState? state, bool whenIdle = false, bool force = false) =>
        new(new Floor(new QueueList(["630", "631"], members), state is null ? null : [new("8001") { State = state }], []), "pbx:8080", whenIdle, force);
}
