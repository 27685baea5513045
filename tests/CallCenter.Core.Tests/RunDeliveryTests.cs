using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Tests.Journal;
using CallCenter.Core.Text;
using CallCenter.Reliability.Runner;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>What a pipeline gets to see of a run.</summary>
public sealed class RunDeliveryTests : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly RecordingHost _host = new();
    private readonly List<string> _sent = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_operations_of_a_row_are_sent_in_order_and_each_is_handed_on()
    {
        Deliver(Row(1, Does("create"), Does("enter 630"), Does("enter 631")));

        Assert.Equal(["create", "enter 630", "enter 631"], _sent);
        Assert.Equal(["create", "enter 630", "enter 631"], _host.Outcomes.Select(outcome => outcome.Operation.UniqueName));
    }

    [Fact]
    public void Where_the_first_operation_fails_the_others_are_not_sent()
    {
        Deliver(Row(1, Fails("create"), Does("enter 630")), Row(2, Does("other")));

        Assert.Equal(["create", "other"], _sent.Order());
        Assert.Equal(1, _host.Outcomes.Count(outcome => outcome.Error is not null));
        Assert.DoesNotContain(_host.Outcomes, outcome => outcome.Operation.UniqueName == "enter 630");
    }

    [Fact]
    public void Where_a_later_operation_fails_the_others_are_sent_all_the_same()
    {
        var counts = Deliver(Row(1, Does("create"), Fails("enter 630"), Does("enter 631")));

        Assert.Equal(["create", "enter 630", "enter 631"], _sent);
        Assert.Equal(new RunCounts(Done: 0, Failed: 1, Unknown: 0, AlreadyDone: 0), counts);
    }

    [Fact]
    public void A_continued_row_sends_only_what_is_not_done()
    {
        using (var journal = _folder.Open())
        {
            Deliver(journal, Row(1, Does("create"), Fails("enter 630")), Row(2, Does("other")));
        }

        _sent.Clear();
        using var again = _folder.Open();
        var counts = Deliver(again, Row(1, Does("create"), Does("enter 630")), Row(2, Does("other")));

        Assert.Equal(["enter 630"], _sent);
        Assert.Equal(new RunCounts(Done: 1, Failed: 0, Unknown: 0, AlreadyDone: 1), counts);
    }

    [Fact]
    public void A_second_row_of_the_same_key_is_refused_before_anything_is_sent()
    {
        Deliver(Row(1, Does("create")), Row(2, Does("create")));

        Assert.Equal(["create"], _sent);
        Assert.Equal(ErrorKind.DuplicateRow, Assert.Single(_host.Outcomes, outcome => outcome.Error is not null).Error!.Kind);
    }

    [Fact]
    public void What_the_user_declines_is_not_sent()
    {
        _host.Agrees = false;
        Deliver(null, asks: true, Row(1, Does("create"), Does("enter 630")), Row(2, Does("other")));

        Assert.Empty(_sent);

        // The place is named once.
        Assert.Equal(["what if: Do create on n01.example.com", "what if: Do other"], _host.Lines.Select(line => line.Split("; ")[0]));
    }

    [Fact]
    public void What_nobody_received_is_announced_when_the_pipeline_ends_early()
    {
        _host.OnWrite = stream => _ = stream == "result" ? throw new InvalidOperationException("further down") : 0;

        Assert.Throws<InvalidOperationException>(() => Deliver(Row(1, Does("first")), Row(2, Does("second"))));

        // One of the two made the pipeline fail; the other is announced.
        Assert.Single(_host.Lines, line => line.StartsWith("host: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_row_is_handed_on_once_whatever_becomes_of_it()
    {
        using (var first = _folder.Open())
        {
            Deliver(first, Row(1, Does("done")));
        }

        using var journal = _folder.Open();
        Deliver(journal, Row(1, Does("done"), Does("done too")), Row(2, Fails("failed")), Row(3, Does("again")), Row(4, Does("again")), Row(5, Does("done")));

        Assert.Equal([1, 1, 2, 3, 4, 5], _host.Rows.Select(row => row.Row.Number).Order());
        Assert.Equal([true, false], _host.Rows.Last(row => row.Row.Number == 1).Operations.Select(outcome => outcome.IsLeftOut));
        Assert.Empty(Assert.Single(_host.Rows, row => row.Row.Number == 4).Operations);
    }

    [Fact]
    public void What_is_held_is_handed_on_in_the_end_as_it_is_settled_then()
    {
        using var delivery = _host.Deliver(new Run(4, RequestLog.Unread), null, asks: false);
        delivery.Hold(outcome => outcome with { Operations = [outcome.Operations[0] with { Error = outcome.Row.Number == 1 ? Failure.Session(ErrorKind.NotVerified, "no") : null }] });
        delivery.Add(Row(1, Does("first")));
        delivery.Add(Row(2, Fails("second")));
        delivery.Finish();

        Assert.Equal(["first", "second"], _sent.Order());
        Assert.Empty(_host.Rows);

        delivery.Run.Limit = 1;
        delivery.Add(Row(3, Does("third")));
        Assert.Empty(_host.Rows);

        delivery.Release();
        Assert.Equal([1, 2, 3], _host.Rows.Select(row => row.Row.Number).Order());
        Assert.Equal(new RunCounts(Done: 2, Failed: 1, Unknown: 0, AlreadyDone: 0), delivery.Counts);
    }

    [Fact]
    public void What_is_held_when_the_pipeline_ends_early_is_announced()
    {
        using (var delivery = _host.Deliver(new Run(4, RequestLog.Unread), null, asks: false))
        {
            delivery.Hold(outcome => outcome);
            delivery.Add(Row(1, Does("first")));
            delivery.Finish();
        }

        Assert.Empty(_host.Rows);
        Assert.Contains("first", Assert.Single(_host.Lines, line => line.StartsWith("host: ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_error_about_rows_that_were_not_sent_names_its_own_rows()
    {
        using var delivery = _host.Deliver(new Run(1, RequestLog.Unread), null, asks: false);
        delivery.Add(Row(1, new TestOperation("gone", _ => throw Failure.Remote(ErrorKind.Unreachable, "do gone", outcomeUnknown: false, isServerGone: true))));
        delivery.Add(Row(2, Does("second")));
        delivery.Finish();
        delivery.Add(Row(3, Does("third")));
        delivery.Finish();

        Assert.Empty(_sent);
        Assert.Equal(
            ["these rows (1) were not sent: do second", "these rows (1) were not sent: do third"],
            _host.Lines.Where(line => line.Contains("not sent", StringComparison.Ordinal)).Select(line => line.Split("so ")[1].Split('.')[0]));
    }

    [Theory]
    [InlineData(false, "check in the vendor's console before you repeat them.")]
    [InlineData(true, "run the same command with the same journal to find out.")]
    public void A_row_that_never_ends_does_not_keep_the_prompt_away(bool hasJournal, string advice)
    {
        var never = new TaskCompletionSource<object?>();
        using var journal = hasJournal ? _folder.Open() : null;
        using (var delivery = _host.Deliver(new Run(4, RequestLog.Unread), journal))
        {
            delivery.Add(Row(1, new TestOperation("never", _ => never.Task)));
        }

        Assert.Contains(_host.Lines, line => line.EndsWith("Rows that did not finish in time: 1. It is unknown whether they succeeded; " + advice, StringComparison.Ordinal));
        never.SetResult(null);
    }

    private static RunRow Row(int number, params Operation[] operations) => new(number, number, operations);

    private TestOperation Does(string key) => new(key, _ => Send(key));

    private TestOperation Fails(string key) => new(key, async _ =>
    {
        await Send(key);
        throw Failure.Session(ErrorKind.NotConnected);
    });

    private Task<object?> Send(string key)
    {
        lock (_sent)
        {
            _sent.Add(key);
        }

        return Task.FromResult<object?>(key);
    }

    private RunCounts Deliver(params RunRow[] rows) => Deliver(null, asks: false, rows);

    private RunCounts Deliver(RunJournal? journal, params RunRow[] rows) => Deliver(journal, asks: false, rows);

    private RunCounts Deliver(RunJournal? journal, bool asks, params RunRow[] rows)
    {
        using var delivery = _host.Deliver(new Run(4, RequestLog.Unread, journal), journal, asks);
        foreach (var row in rows)
        {
            delivery.Add(row);
        }

        delivery.Finish();
        return delivery.Counts;
    }
}
