using CallCenter.Reliability.Runner;
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

public sealed class BrokenJournalTests : IDisposable
{
    private static readonly TestOperation A = new TestOperation("a");
    private static readonly TestOperation B = new TestOperation("b");
    private static readonly TestOperation C = new TestOperation("c");

    private readonly JournalFolder _folder = new();

    public static TheoryData<string> NoJournals =>
    [
        "\n",
        "Code,LoginName\n5003,zhang\n",
        "no line feed",
        "{\"journal\":\"Other\",\"version\":1}\n",
        "{\"journal\":\"CallCenter\",\"version\":2,\"comm\n{}\n",
        "{\"journal\":\"CallCenter\",\"version\":\"1\"}\n",
        "{\"journal\":\"CallCenter\",\"version\":2}\n",
        "[]\n",
        "null\n",
        "{\"row\":\"1b413f04f37a3cdbb3cdbcb3d8dc06c2\",\"state\":\"done\",\"at\":\"2026-01-02T03:04:05.678Z\"}\n",
        "\uFEFF\uFEFF",
        "\0\0\0x",
        new string('{', 100_000),
        new string('\0', 100_000),
    ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_journal_torn_at_any_byte_is_read_up_to_there_and_goes_on()
    {
        await WriteSmallJournal();
        var whole = _folder.Bytes;
        for (var length = 0; length <= whole.Length; length++)
        {
            var left = whole.AsSpan(0, length).ToArray();
            _folder.Bytes = left;

            // A last line that lacks nothing but its line feed is whole.
            var kept = left.Length < whole.Length && whole[left.Length] == '\n' ? left.Length : Array.LastIndexOf(left, (byte)'\n') + 1;
            var states = StatesOf(whole.AsSpan(0, kept).ToArray());
            using (var journal = _folder.Open())
            {
                Assert.Equal(left.Length == kept ? null : new JournalTear(left.Count(b => b == '\n') + 1, left.Length - kept), journal.Tear);
                Assert.Equal(states, new[] { A, B, C }.Select(row => journal.EarlierState(row.Id)));
                await journal.EndAsync(C, JournalState.Done);
            }

            Assert.Equal(Encoding.UTF8.GetString(whole, 0, kept), _folder.Text[..Encoding.UTF8.GetString(whole, 0, kept).Length]);
            var content = JournalReader.Read(_folder.Journal);
            Assert.Null(content.Tear);
            Assert.Equal(JournalState.Done, content.Rows.Last(row => row.Id == C.Id).State);
            Assert.Equal((byte)'\n', _folder.Bytes[^1]);
        }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\0\0\0\0\n\0\0\n")]
    [InlineData("garbage")]
    [InlineData("garbage\n")]
    [InlineData("garbage\n\nmore {}\n{}\n[1]\n\"x\"\n")]
    [InlineData("{\"row\":\"x\",\"state\":\"done\",\"at\":\"2026-01-02T03:04:05.678Z\"}\n")]
    [InlineData("{\"row\":\"1b413f04f37a3cdbb3cdbcb3d8dc06c2\",\"state\":\"so\",\"at\":\"2026-01-02T03:04:05.678Z\"}\n")]
    [InlineData("{\"row\":\"1b413f04f37a3cdbb3cdbcb3d8dc06c2\",\"state\":\"done\",\"at\":\"2026-01-02T03:04:05.678Z\"}\0\n")]
    public async Task What_is_no_record_at_the_end_is_cut_off(string tail)
    {
        await WriteSmallJournal();
        var whole = _folder.Bytes;
        foreach (var broken in new[] { Encoding.UTF8.GetBytes(tail), Encoding.UTF8.GetBytes(tail + new string('\0', 5_000_000)), [.. Encoding.UTF8.GetBytes(tail), 0xFF, 0xC0, 0x0A] })
        {
            _folder.Bytes = [.. whole, .. broken];
            var lines = whole.Count(b => b == '\n');

            var shown = JournalReader.Read(_folder.Journal);
            Assert.Equal(new JournalTear(lines + 1, broken.Length), shown.Tear);
            using (var journal = _folder.Open())
            {
                Assert.Equal(new JournalTear(lines + 1, broken.Length), journal.Tear);
                Assert.Equal(JournalState.Done, journal.EarlierState(A));
            }

            Assert.StartsWith(Encoding.UTF8.GetString(whole) + "{\"run\":", _folder.Text, StringComparison.Ordinal);
            Assert.Equal(lines + 1, _folder.Bytes.Count(b => b == '\n'));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0\0")]
    [InlineData("{\"row\":")]
    public async Task A_broken_line_before_whole_ones_is_no_tear(string line)
    {
        await WriteSmallJournal();
        var lines = _folder.Text.Split('\n').ToList();
        lines.Insert(2, line);
        _folder.Text = string.Join('\n', lines);

        AssertRefused("line 3 is damaged");
    }

    [Theory]
    [MemberData(nameof(NoJournals))]
    public void A_file_that_is_no_journal_is_never_touched(string content)
    {
        _folder.Text = content;

        AssertRefused("it does not contain a journal");
    }

    [Theory]
    [InlineData("{\"journal\":\"CallCenter\",\"version\":3,\"what\":\"ever\"}\n{\"r\":1}\n", "it has version 3, and this module reads version 2")]
    [InlineData("{\"journal\":\"CallCenter\",\"version\":1,\"command\":\"New-CcAgent\",\"server\":\"n01.example.com\",\"created\":\"2026-01-02T03:04:05.678Z\"}\n", "it has version 1, an older format")]
    public void A_journal_of_another_version_is_never_touched(string content, string why)
    {
        _folder.Text = content;

        AssertRefused(why);
    }

    [Fact]
    public void An_empty_file_becomes_a_journal()
    {
        _folder.Bytes = [];
        Assert.Equal(ErrorKind.JournalUnreadable, Assert.Throws<CallCenterException>(() => JournalReader.Read(_folder.Journal)).Kind);

        _folder.Open().Dispose();

        Assert.Equivalent(JournalFolder.Header, JournalReader.Read(_folder.Journal).Runs[0]);
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    [InlineData("\r\n", "\uFEFF")]
    [InlineData("\n\n \t\n", "")]
    public async Task A_journal_that_an_editor_saved_is_one(string lineEnd, string start)
    {
        await WriteSmallJournal();
        var states = StatesOf(_folder.Bytes);
        _folder.Text = start + _folder.Text.Replace("\n", lineEnd, StringComparison.Ordinal);
        for (var run = 0; run < 2; run++)
        {
            using var journal = _folder.Open();
            Assert.Null(journal.Tear);
            Assert.Equal(states, new[] { A, B, C }.Select(row => journal.EarlierState(row.Id)));
        }
    }

    private static List<JournalState?> StatesOf(byte[] journal)
    {
        var text = Encoding.UTF8.GetString(journal);
        return [.. new[] { A, B, C }.Select(row => row.Id).Select(row => text.Split('\n').LastOrDefault(line => line.Contains(row.ToString(), StringComparison.Ordinal)) switch
        {
            null => (JournalState?)null,
            var line when line.Contains("\"done\"", StringComparison.Ordinal) => JournalState.Done,
            var line when line.Contains("\"failed\"", StringComparison.Ordinal) => JournalState.Failed,
            _ => JournalState.Unknown,
        })];
    }

    private async Task WriteSmallJournal()
    {
        using (var journal = _folder.Open())
        {
            await journal.BeginAsync(A, "座席 5003", 1);
            await journal.BeginAsync(B, "座席 5004", 2);
            await journal.EndAsync(B, JournalState.Failed, "AgentNotFound", "没有");
            await journal.EndAsync(A, JournalState.Done);
        }

        using (var journal = _folder.Open())
        {
            await journal.BeginAsync(B, "座席 5004", 2);
            await journal.BeginAsync(C, "座席 5005", 3);
            await journal.EndAsync(B, JournalState.Done);
        }
    }

    private void AssertRefused(string why)
    {
        var before = _folder.Bytes;
        var written = File.GetLastWriteTimeUtc(_folder.Journal);
        foreach (var open in new Action[] { () => _folder.Open(), () => JournalReader.Read(_folder.Journal) })
        {
            var error = Assert.Throws<CallCenterException>(open);
            Assert.Equal(ErrorKind.JournalUnreadable, error.Kind);
            Assert.Contains(_folder.Journal, error.Message, StringComparison.Ordinal);
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, _folder.Bytes);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder.Journal));
    }
}
