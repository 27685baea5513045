using System.Linq;
using CallCenter.Core.Queues;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class FloorTests
{
    private static readonly QueueList Queues = new(["630", "631"], [new("630", "800"), new("631", "800"), new("630", "0800")]);

    [Fact]
    public void The_lists_come_together_by_extension()
    {
        var floor = new Floor(
            Queues,
            [new("800") { AgentName = "Li Na", State = ExtensionState.Idle }],
            [new("800") { Registered = true, Address = "10.0.0.7" }, new("801") { Registered = false }]);

        Assert.Equal(
            new ExtensionStatus("800") { AgentName = "Li Na", State = ExtensionState.Idle, Registered = true, Address = "10.0.0.7" },
            floor.Of("800"));
        Assert.Equal(["800", "801", "0800"], floor.Extensions.Select(one => one.Extension));
        Assert.Equal(["630", "631"], floor.QueuesOf("800")!);
        Assert.Empty(floor.QueuesOf("801")!);
    }

    [Theory]
    [InlineData("630", null, null)]
    [InlineData("631", "0631", null)]
    [InlineData("632", "00632", null)]
    [InlineData("63", null, null)]
    [InlineData("800", null, null)]
    [InlineData("801", null, "0801")]
    [InlineData("0801", null, null)]
    public void A_number_is_listed_with_zeros_only_where_it_is_not_listed_as_it_is(string number, string? queue, string? extension)
    {
        var floor = new Floor(new(["630", "0631", "00632"], []), [new("800"), new("0800"), new("0801")], null);

        Assert.Equal((queue, extension), (floor.QueueWithZeros(number), floor.ExtensionWithZeros(number)));
        Assert.Null(new Floor(null, null, null).QueueWithZeros(number));

        // Members alone are not all extensions.
        Assert.Null(new Floor(new([], [new("630", "0801")]), null, null).ExtensionWithZeros(number));
    }

    [Fact]
    public void A_state_is_unknown_where_the_list_leaves_an_extension_out_and_null_where_there_is_no_list()
    {
        Assert.Equal(ExtensionState.Unknown, new Floor(Queues, [], []).Of("800").State);
        Assert.Null(new Floor(Queues, null, []).Of("800").State);
        Assert.Null(new Floor(null, [], []).QueuesOf("800"));
    }

    [Theory]
    [InlineData(ExtensionState.Idle, true, true)]
    [InlineData(ExtensionState.InCall, true, false)]
    [InlineData(ExtensionState.Ringing, null, false)]
    [InlineData(ExtensionState.Idle, false, false)]
    [InlineData(ExtensionState.Idle, null, null)]
    [InlineData(ExtensionState.Unknown, true, null)]
    [InlineData(ExtensionState.Unknown, false, false)]
    [InlineData(null, true, null)]
    public void An_extension_is_free_when_it_is_idle_and_registered_and_that_may_be_untold(ExtensionState? state, bool? registered, bool? isFree)
    {
        Assert.Equal(isFree, new ExtensionStatus("800") { State = state, Registered = registered }.IsFree);
    }

    [Theory]
    [InlineData(ExtensionState.Idle, false, true)]
    [InlineData(ExtensionState.Offline, false, true)]
    [InlineData(ExtensionState.InCall, true, false)]
    [InlineData(ExtensionState.Busy, true, false)]
    [InlineData(ExtensionState.OnHold, true, false)]
    [InlineData(ExtensionState.Ringing, false, false)]
    [InlineData(ExtensionState.Unknown, false, false)]
    [InlineData(null, false, false)]
    public void A_call_that_rings_is_no_call_yet_and_keeps_one_from_leaving(ExtensionState? state, bool isInCall, bool hasNoCall)
    {
        var status = new ExtensionStatus("800") { State = state };

        Assert.Equal((isInCall, hasNoCall), (status.IsInCall, status.HasNoCall));
    }
}
