using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

public sealed class OperationIdTests
{
    private static readonly AgentValues Agent = new() { Code = "5003", LoginName = "zhang", UserName = "张三" };

    private static readonly Destination Somewhere = new("Test", "n01.example.com");

    /// <summary>A golden row: a journal that an earlier version wrote must be continued by a later one.</summary>
    [Fact]
    public void An_id_never_changes_from_version_to_version()
    {
        Assert.Equal("5d2a52f5c40ecacba366ba3d2757ee16", Create(With((AgentField.Role, (string[])["r1", "r2"]), (AgentField.UseOnlineService, false))).Id.ToString());
        Assert.Equal("b2926ebf47813036f4b78d519d2735b5", OperationId.Of("create-agent", []).ToString());
    }

    [Fact]
    public void A_field_that_is_absent_has_no_part_in_an_id()
    {
        KeyValuePair<string, string>[] fields = [new("Code", "5003"), new("LoginName", "zhang"), new("UserName", "张三")];

        // So a field that a later version adds changes the id of no row that does not use it.
        Assert.Equal(Create(Agent).Id, OperationId.Of("create-agent", fields));
        Assert.Equal(Create(Agent).Id, OperationId.Of("create-agent", fields.Reverse()));
        Assert.NotEqual(Create(Agent).Id, OperationId.Of("create-agent", [.. fields, new("title", "Ms")]));
    }

    [Fact]
    public void No_two_lists_of_fields_read_alike()
    {
        (string Name, string Value)[][] lists =
        [
            [], [("", "")], [("a", "")], [("", "a")], [("ab", "c")], [("a", "bc")], [("a", "b"), ("c", "d")], [("a", "b"), ("c", "")], [("a", "bc"), ("d", "")],
            [("\0", "a")], [("a", "\0")], [("a", "b\u0001c\u0001d")], [("c", "b"), ("a", "d")],
        ];
        var ids = lists.Select(list => OperationId.Of("x", list.Select(one => new KeyValuePair<string, string>(one.Name, one.Value)))).ToList();

        Assert.Equal(lists.Length, ids.Append(OperationId.Of("xa", [])).Distinct().Count() - 1);
    }

    [Fact]
    public void An_id_is_read_as_it_was_written()
    {
        var row = OperationId.Of("x", []);

        Assert.True(OperationId.TryParse(row.ToString(), out var read));
        Assert.Equal(row, read);
        Assert.True(row == read);
        Assert.True(row != OperationId.Of("y", []));
        Assert.Matches("^[0-9a-f]{32}$", row.ToString());
        Assert.Equal(new string('0', 32), default(OperationId).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1b413f04f37a3cdbb3cdbcb3d8dc06c")]
    [InlineData("1b413f04f37a3cdbb3cdbcb3d8dc06c2a")]
    [InlineData(" b413f04f37a3cdbb3cdbcb3d8dc06c2")]
    [InlineData("gb413f04f37a3cdbb3cdbcb3d8dc06c2")]
    public void What_is_no_id_is_refused(string text)
    {
        Assert.False(OperationId.TryParse(text, out _));
        Assert.False(OperationId.TryParse(null, out _));
    }

    [Fact]
    public void A_password_has_no_part_in_an_id()
    {
        var plain = Create(Agent).Id;

        Assert.Equal(plain, Create(Agent with { Password = new Secret("Aa1357924") }).Id);
        Assert.Equal(plain, Create(Agent with { Password = new Secret("Bb1357924"), IsPasswordGenerated = true }).Id);
        Assert.Equal(
            new ResetPassword(null!, Somewhere, "5003", new Secret("Aa1357924")).Id,
            new ResetPassword(null!, Somewhere, "5003", new Secret("Bb1357924")) { IsPasswordGenerated = true }.Id);
    }

    [Fact]
    public void Every_other_field_of_an_agent_has_a_part_in_it()
    {
        // A field that is new has to be among them.
        var changed = AgentField.All.Where(field => field.Kind != AgentFieldKind.Password).Select(field => With((field, ValueOf(field.Kind)))).ToList();
        changed.AddRange(
        [
            Agent,
            With((AgentField.Code, "05003")),
            With((AgentField.UseOnlineService, false)),
            With((AgentField.Role, (string[])["x", "y"])),
            With((AgentField.Role, (string[])["x"]), (AgentField.AgentQueue, (string[])["y"])),
        ]);

        Assert.Equal(changed.Count, changed.Select(agent => Create(agent).Id).Distinct().Count());

        static object ValueOf(AgentFieldKind kind) => kind switch
        {
            AgentFieldKind.Boolean => true,
            AgentFieldKind.Ids => (string[])["x"],
            _ => "x",
        };
    }

    [Fact]
    public void No_two_lists_of_an_agent_read_alike()
    {
        string[][] lists = [["a;b"], ["a", "b"], ["b", "a"], ["ab"], ["1:a"], ["a", "1:b"], ["a1:b"]];

        Assert.Equal(lists.Length, lists.Select(list => Create(Agent with { Roles = list }).Id).Distinct().Count());
    }

    [Fact]
    public void An_extension_is_another_row_in_another_queue()
    {
        OperationId[] ids =
        [
            QueueOperation.Enter(null!, Somewhere, "801", "5003").Id,
            QueueOperation.Enter(null!, Somewhere, "802", "5003").Id,
            QueueOperation.Enter(null!, Somewhere, "801", "05003").Id,
            new ExitQueue(null!, Somewhere, "801", "5003").Id,
            new ExitAllQueues(null!, Somewhere, "5003").Id,
        ];

        Assert.Equal(ids.Length, new HashSet<OperationId>(ids).Count);
    }

    private static AgentValues With(params (AgentField Field, object Value)[] changes)
    {
        var values = Agent with { };
        foreach (var (field, value) in changes)
        {
            values[field] = value;
        }

        return values;
    }

    private static CreateAgent Create(AgentValues agent) => new(null!, Somewhere, agent);
}
