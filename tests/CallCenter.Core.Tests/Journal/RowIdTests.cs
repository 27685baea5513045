using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CallCenter.Core.Agents;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

public sealed class RowIdTests
{
    private static readonly AgentRequest Agent = new() { Code = "5003", LoginName = "zhang", UserName = "张三" };

    [Fact]
    public void An_id_never_changes_from_version_to_version()
    {
        Assert.Equal("9a045f15963c8c52cac80d69e150b752", RowId.Of("agent", null, "", "张三").ToString());
    }

    [Fact]
    public void No_two_lists_of_parts_read_alike()
    {
        string?[][] lists = [[], [null], [""], ["", ""], [null, ""], ["", null], ["ab", "c"], ["a", "bc"], ["abc"], ["\0"], ["a\0b"], ["a", "b"], ["b", "a"]];

        Assert.Equal(lists.Length, lists.Select(RowId.Of).Distinct().Count());
    }

    [Fact]
    public void An_id_is_read_as_it_was_written()
    {
        var row = RowId.Of("x");

        Assert.Equal(row, RowId.Parse(row.ToString()));
        Assert.True(row == RowId.Parse(row.ToString()));
        Assert.True(row != RowId.Of("y"));
        Assert.Matches("^[0-9a-f]{32}$", row.ToString());
        Assert.Equal(new string('0', 32), default(RowId).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1b413f04f37a3cdbb3cdbcb3d8dc06c")]
    [InlineData("1b413f04f37a3cdbb3cdbcb3d8dc06c2a")]
    [InlineData(" b413f04f37a3cdbb3cdbcb3d8dc06c2")]
    [InlineData("gb413f04f37a3cdbb3cdbcb3d8dc06c2")]
    public void What_is_no_id_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => RowId.Parse(text));
        Assert.False(RowId.TryParse(null, out _));
    }

    [Fact]
    public void A_password_has_no_part_in_an_id()
    {
        var plain = RowIds.IdOf(Agent);

        Assert.Equal(plain, RowIds.IdOf(Agent with { Password = new Secret("Aa1357924") }));
        Assert.Equal(plain, RowIds.IdOf(Agent with { Password = new Secret("Bb1357924"), IsPasswordGenerated = true }));
        Assert.Equal(
            RowIds.IdOf(new PasswordResetRequest("5003", new Secret("Aa1357924"), false)),
            RowIds.IdOf(new PasswordResetRequest("5003", new Secret("Bb1357924"), true)));
    }

    [Fact]
    public void Every_other_field_of_an_agent_has_a_part_in_it()
    {
        AgentRequest[] changed =
        [
            Agent,
            Agent with { Code = "05003" },
            Agent with { LoginName = "x" },
            Agent with { UserName = "x" },
            Agent with { Roles = ["x"] },
            Agent with { Org = "x" },
            Agent with { AgentQueues = ["x"] },
            Agent with { TenantId = "x" },
            Agent with { Namespace = "x" },
            Agent with { Status = "x" },
            Agent with { UseOnlineService = true },
            Agent with { UseOnlineService = false },
            Agent with { Gender = "x" },
            Agent with { Phone = "x" },
            Agent with { Email = "x" },
            Agent with { Roles = ["x", "y"] },
            Agent with { Roles = ["x"], AgentQueues = ["y"] },
        ];

        Assert.Equal(changed.Length, changed.Select(RowIds.IdOf).Distinct().Count());

        // A field that is new must be thought of here.
        Assert.Equal(15, typeof(AgentRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length);
    }

    [Fact]
    public void A_field_that_is_not_given_has_no_part_in_an_id()
    {
        // So a field that this module does not know yet changes the id of no row of today.
        Assert.Equal(RowId.Of("agent", "Code", "5003", "LoginName", "zhang", "UserName", "张三"), RowIds.IdOf(Agent));
        Assert.Equal(
            RowId.Of("agent", "Code", "5003", "LoginName", "zhang", "UserName", "张三", "Role", "2:r13:r;2", "UseOnlineService", "False"),
            RowIds.IdOf(Agent with { Roles = ["r1", "r;2"], UseOnlineService = false, Email = null, AgentQueues = [] }));
    }

    [Fact]
    public void No_two_lists_of_an_agent_read_alike()
    {
        string[][] lists = [["a;b"], ["a", "b"], ["b", "a"], ["ab"], ["1:a"], ["a", "1:b"], ["a1:b"]];

        Assert.Equal(lists.Length, lists.Select(list => RowIds.IdOf(Agent with { Roles = list })).Distinct().Count());
    }

    [Fact]
    public void An_extension_is_another_row_in_another_queue()
    {
        RowId[] ids =
        [
            RowIds.IdOf(new QueueRequest("801", "5003")),
            RowIds.IdOf(new QueueRequest("802", "5003")),
            RowIds.IdOf(new QueueRequest(null, "5003")),
            RowIds.IdOf(new QueueRequest("801", "05003")),
        ];

        Assert.Equal(ids.Length, new HashSet<RowId>(ids).Count);
    }
}
