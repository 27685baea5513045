using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class RosterTests
{
    private static readonly Floor Floor = new(
        new QueueList(["630", "631", "632"], [new("630", "8001") { Paused = true }, new("630", "8002") { Paused = false }, new("631", "8001"), new("630", "9001"), new("632", "8005")]),
        [new("8001") { State = ExtensionState.InCall }, new("8003") { State = ExtensionState.Idle }],
        []);

    private static readonly QueueMember[] Wanted = [new("631", "8003"), new("630", "8001"), new("630", "8003"), new("630", "8001")];

    [Fact]
    public void What_the_roster_names_enters_or_stays_and_nobody_leaves()
    {
        Assert.Equal(
            [
                new QueueChange(QueueAction.Enter, "631", "8003") { State = ExtensionState.Idle },
                new QueueChange(QueueAction.Keep, "630", "8001") { State = ExtensionState.InCall, Paused = true },
                new QueueChange(QueueAction.Enter, "630", "8003") { State = ExtensionState.Idle },
            ],
            Roster.Compare(Wanted, Floor, _ => true, prune: false));
    }

    [Fact]
    public void Prune_signs_out_whom_it_does_not_name_in_the_queues_that_it_names()
    {
        Assert.Equal(
            [
                new QueueChange(QueueAction.Exit, "631", "8001") { State = ExtensionState.InCall },
                new QueueChange(QueueAction.Exit, "630", "8002") { State = ExtensionState.Unknown, Paused = false },
                new QueueChange(QueueAction.Exit, "630", "9001") { State = ExtensionState.Unknown },
            ],
            Roster.Compare(Wanted, Floor, _ => true, prune: true).Where(change => change.Action == QueueAction.Exit));
        Assert.Empty(Roster.Compare([], Floor, _ => true, prune: true));
    }

    [Fact]
    public void Extensions_that_the_roster_does_not_own_stay_as_they_are()
    {
        var changes = Roster.Compare([.. Wanted, new("630", "9002")], Floor, extension => extension.StartsWith('8'), prune: true).ToList();

        Assert.DoesNotContain(changes, change => change.Extension.StartsWith('9'));
        Assert.Contains(changes, change => change is { Action: QueueAction.Exit, Queue: "630", Extension: "8002" });
    }

    [Fact]
    public void Numbers_are_texts()
    {
        var floor = new Floor(new QueueList(["630"], [new("630", "800")]), [], []);

        Assert.Equal(
            [(QueueAction.Enter, "0800"), (QueueAction.Exit, "800")],
            Roster.Compare([new("630", "0800")], floor, _ => true, prune: true).Select(change => (change.Action, change.Extension)));
    }

    [Fact]
    public void A_row_names_queues_and_extensions_under_any_of_their_names()
    {
        var row = Read(("队列", "630;0631"), ("分机号", "8001；0800"), ("State", "no matter"));

        Assert.Null(row.Change);
        Assert.Equal([new("630", "8001"), new("630", "0800"), new("0631", "8001"), new("0631", "0800")], row.Entries);
    }

    [Fact]
    public void A_row_with_an_action_is_a_change_as_Export_Csv_saves_it()
    {
        Assert.Equal(
            new QueueChange(QueueAction.Exit, "0630", "8001") { State = ExtensionState.OnHold, Paused = true, Appliance = "pbx:8080" },
            Read(("Action", "exit"), ("Queue", "0630"), ("Extension", "8001"), ("State", "OnHold"), ("Paused", "True"), ("Appliance", "pbx:8080")).Change);
        Assert.Equal(
            new QueueChange(QueueAction.Enter, "630", "8001"),
            Read(("Action", "Enter"), ("Queue", "630"), ("Extension", "8001"), ("State", ""), ("Paused", ""), ("Appliance", "")).Change);
    }

    [Theory]
    [InlineData(ErrorKind.MissingValue, "Queue", "", "Extension", "8001")]
    [InlineData(ErrorKind.MissingValue, "Queue", " ; ", "Extension", "8001")]
    [InlineData(ErrorKind.MissingValue, "Queue", "630", "other", "8001")]
    [InlineData(ErrorKind.MissingValue, "Queue", "630", "Extension", "8001", "Action", " ")]
    [InlineData(ErrorKind.InvalidValue, "Queue", "630", "Extension", "8001", "Action", "Leave")]
    [InlineData(ErrorKind.InvalidValue, "Queue", "630", "Extension", "8001", "Action", "1")]
    [InlineData(ErrorKind.InvalidValue, "Queue", "630", "Extension", "8001;8002", "Action", "Exit")]
    [InlineData(ErrorKind.InvalidValue, "Queue", "630", "Extension", "8001", "Action", "Exit", "State", "Asleep")]
    [InlineData(ErrorKind.InvalidValue, "Queue", "630", "Extension", "8001", "Action", "Exit", "Paused", "maybe")]
    public void A_row_that_cannot_be_used_says_why(ErrorKind kind, params string[] cells)
    {
        var error = Assert.Throws<CallCenterException>(() => Read([.. cells.Chunk(2).Select(pair => (pair[0], pair[1]))]));

        Assert.Equal(kind, error.Kind);
        Assert.StartsWith("Row 1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_roster_becomes_what_it_says_and_touches_nobody_else()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var roster = Seats(random, 200).Select(seat => new QueueMember(seat.Queue, seat.Extension)).ToList();
            var before = Seats(random, 200).ToHashSet();
            var floor = new Floor(new QueueList([], [.. before.Select(seat => new QueueMember(seat.Queue, seat.Extension))]), [], []);

            var after = before.ToHashSet();
            foreach (var change in Roster.Compare(roster, floor, extension => extension[1] == '0', prune: true))
            {
                Assert.True(change.Action switch
                {
                    QueueAction.Enter => after.Add((change.Queue, change.Extension)),
                    QueueAction.Exit => after.Remove((change.Queue, change.Extension)),
                    _ => after.Contains((change.Queue, change.Extension)),
                });
            }

            var queues = roster.Select(entry => entry.Queue).ToHashSet();
            bool IsOwned((string Queue, string Extension) seat) => seat.Extension[1] == '0' && queues.Contains(seat.Queue);
            Assert.Equal(before.Where(seat => !IsOwned(seat)).Order(), after.Where(seat => !IsOwned(seat)).Order());
            Assert.Equal(roster.Select(entry => (entry.Queue, entry.Extension)).Where(IsOwned).Distinct().Order(), after.Where(IsOwned).Order());
        }
    }

    private static IEnumerable<(string Queue, string Extension)> Seats(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => ($"{630 + random.Next(6)}", $"8{random.Next(2)}{random.Next(40):00}"));

    private static RosterRow Read(params (string Name, string Value)[] cells) =>
        RosterRow.Read(names => [.. cells.Where(cell => names.Contains(cell.Name)).Select(cell => cell.Value)], "Row 1");
}
