using CallCenter.Reliability.Runner;
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

public sealed class RunJournalTests : IDisposable
{
    private static readonly TestOperation A = new TestOperation("a");
    private static readonly TestOperation B = new TestOperation("b");

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_lines_are_exactly_these()
    {
        var second = 0;
        RunJournal Open() => RunJournal.Open(_folder.Journal, JournalFolder.Header, () => JournalFolder.Header.At.AddSeconds(++second), file => file);
        using (var journal = Open())
        {
            await journal.BeginAsync(A, "agent 5003", 12);
            await journal.BeginAsync(B, "座席 \"5004\"\n", 13);
            await journal.EndAsync(A, JournalState.Done);
            await journal.EndAsync(B, JournalState.Failed, "AgentNotFound", "用户名\t<b> 'x' 😀");
        }

        using (var journal = Open())
        {
            await journal.EndAsync(B, JournalState.Unknown);
        }

        Assert.Equal(
            """
            {"journal":"CallCenter","version":2,"created":"2026-01-02T03:04:05.678Z","command":"New-CcAgent","to":{"Test":"n01.example.com"}}
            {"row":"A","op":"test","to":"n01.example.com","n":12,"label":"agent 5003","state":"sending","at":"2026-01-02T03:04:06.678Z"}
            {"row":"B","op":"test","to":"n01.example.com","n":13,"label":"座席 \"5004\"\n","state":"sending","at":"2026-01-02T03:04:07.678Z"}
            {"row":"A","op":"test","to":"n01.example.com","state":"done","at":"2026-01-02T03:04:08.678Z"}
            {"row":"B","op":"test","to":"n01.example.com","state":"failed","at":"2026-01-02T03:04:09.678Z","error":"AgentNotFound","message":"用户名\t<b> 'x' 😀"}
            {"run":"2026-01-02T03:04:10.678Z","command":"New-CcAgent","to":{"Test":"n01.example.com"}}
            {"row":"B","op":"test","to":"n01.example.com","state":"unknown","at":"2026-01-02T03:04:11.678Z"}

            """.ReplaceLineEndings("\n").Replace("\"A\"", $"\"{A.Id}\"", StringComparison.Ordinal).Replace("\"B\"", $"\"{B.Id}\"", StringComparison.Ordinal)
                .Replace("😀", "\\uD83D\\uDE00", StringComparison.Ordinal),
            _folder.Text);
    }

    [Fact]
    public async Task A_later_run_knows_what_the_earlier_ones_left()
    {
        var states = Enum.GetValues<JournalState>();
        using (var journal = _folder.Open())
        {
            foreach (var state in states)
            {
                await journal.BeginAsync(new TestOperation(state.ToString()), "row", 1);
                if (state != JournalState.Sending)
                {
                    await journal.EndAsync(new TestOperation(state.ToString()), state);
                }

                // What this run does is no earlier state.
                Assert.Null(journal.EarlierState(new TestOperation(state.ToString())));
            }

            Assert.Equal(0, journal.EarlierCounts.Total);
        }

        using var next = _folder.Open();
        Assert.Equal(
            [JournalState.Unknown, JournalState.Done, JournalState.Failed, JournalState.Unknown, JournalState.Stopped],
            states.Select(state => next.EarlierState(new TestOperation(state.ToString())) ?? JournalState.Sending));
        Assert.Null(next.EarlierState(A));
        Assert.Null(next.Tear);
        Assert.Equal((5, 1, 1, 2, 1, 0), (next.EarlierCounts.Total, next.EarlierCounts.Done, next.EarlierCounts.Failed, next.EarlierCounts.Unknown, next.EarlierCounts.Stopped, next.EarlierCounts.Sending));
    }

    [Theory]
    [InlineData(30, 0, 60)]
    [InlineData(30, 59, 1)]
    [InlineData(30, 60, 0)]
    [InlineData(30, 3600, 0)]
    [InlineData(30, -10, 60)]
    [InlineData(0, 10, null)]
    public async Task What_was_sent_can_take_effect_until_twice_its_timeout_is_over(int timeout, int later, int? left)
    {
        var now = JournalFolder.Header.At;
        RunJournal Open() => RunJournal.Open(_folder.Journal, JournalFolder.Header, () => now, file => file);
        using (var journal = Open())
        {
            await journal.BeginAsync(A, 1, TimeSpan.FromSeconds(timeout));
            await journal.BeginAsync(B, 2, TimeSpan.FromSeconds(timeout));
            await journal.EndAsync(B, JournalState.Unknown);
        }

        now = now.AddSeconds(later);
        using var next = Open();
        Assert.Equal(left, next.MayTakeEffectFor(A.Id)?.TotalSeconds);
        Assert.Equal(left, next.MayTakeEffectFor(B.Id)?.TotalSeconds);
    }

    // Each word is a run: s sends, d, f, u and x end as done, failed, unknown and stopped.
    [Theory]
    [InlineData("sf sd", JournalState.Done)]
    [InlineData("sd sf", JournalState.Failed)]
    [InlineData("s", JournalState.Unknown)]
    [InlineData("sd s", JournalState.Unknown)]
    [InlineData("x", JournalState.Stopped)]
    [InlineData("sx", JournalState.Stopped)]
    [InlineData("sf sx", JournalState.Stopped)]
    [InlineData("sd x", JournalState.Done)]
    [InlineData("s x", JournalState.Unknown)]
    [InlineData("s sx", JournalState.Unknown)]
    [InlineData("su x x", JournalState.Unknown)]
    [InlineData("ssx", JournalState.Unknown)]
    [InlineData("s d", JournalState.Done)]
    [InlineData("su f x", JournalState.Stopped)]
    public async Task The_last_record_counts_and_a_stop_undoes_nothing(string runs, JournalState expected)
    {
        foreach (var run in runs.Split(' '))
        {
            using var journal = _folder.Open();
            foreach (var step in run)
            {
                await (step switch
                {
                    's' => journal.BeginAsync(A, "a", 1),
                    'd' => journal.EndAsync(A, JournalState.Done),
                    'f' => journal.EndAsync(A, JournalState.Failed),
                    'u' => journal.EndAsync(A, JournalState.Unknown),
                    _ => journal.EndAsync(A, JournalState.Stopped),
                });
            }
        }

        var content = JournalReader.Read(_folder.Journal);
        Assert.Equal(expected, Assert.Single(content.Rows).State);
        Assert.Equal(runs.Split(' ').Length, content.Runs.Count);
        using var last = _folder.Open();
        Assert.Equal(expected, last.EarlierState(A));
    }

    [Fact]
    public void A_journal_of_another_server_is_refused_and_left_alone()
    {
        _folder.Open().Dispose();
        var before = _folder.Bytes;

        var error = Assert.Throws<CallCenterException>(() => RunJournal.Open(_folder.Journal, new JournalRun("New-CcAgent", [new("Test", "n02.example.com")])));

        Assert.Equal(ErrorKind.JournalMismatch, error.Kind);
        Assert.Contains("New-CcAgent on n01.example.com", error.Message, StringComparison.Ordinal);
        Assert.Contains("New-CcAgent on n02.example.com", error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Journal, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Bytes);
        _folder.Open().Dispose();
    }

    [Fact]
    public async Task A_journal_belongs_to_a_run_and_not_to_a_command()
    {
        using (var journal = _folder.Open())
        {
            await journal.BeginAsync(A, "a", 1);
            await journal.EndAsync(A, JournalState.Done);
        }

        // Another command, and one more system.
        var run = new JournalRun("Import-CcAgent", [new("Test", "n01.example.com"), new("Other", "pbx")]);
        using (var journal = RunJournal.Open(_folder.Journal, run))
        {
            Assert.Equal(JournalState.Done, journal.EarlierState(A));
        }

        var elsewhere = Assert.Throws<CallCenterException>(() => RunJournal.Open(_folder.Journal, new JournalRun("Enter-CcQueue", [new("Other", "pbx2")])));
        Assert.Equal(ErrorKind.JournalMismatch, elsewhere.Kind);
        Assert.Equal(["New-CcAgent", "Import-CcAgent"], JournalReader.Read(_folder.Journal).Runs.Select(one => one.Command));
    }

    [Fact]
    public void A_journal_is_of_the_account_that_wrote_it()
    {
        OpenAs(Account.OfId("n01"));
        OpenAs(Account.OfId("n01"));

        var error = Assert.Throws<CallCenterException>(() => OpenAs(Account.OfId("n02")));
        Assert.Equal(ErrorKind.JournalMismatch, error.Kind);
        Assert.Contains($"{_folder.Journal} was written with the appId n01, but this session uses the appId n02.", error.Message, StringComparison.Ordinal);
        Assert.Contains("-SameTenant", error.Advice, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.JournalMismatch, Assert.Throws<CallCenterException>(() => OpenAs(Account.OfToken(new Secret("n01")))).Kind);
        Assert.Equal(ErrorKind.JournalMismatch, Assert.Throws<CallCenterException>(() => JournalReader.ReadDone(_folder.Journal, RunOf(Account.OfId("n02")))).Kind);

        // Where nobody is signed in, the address says all.
        OpenAs(null);
        Assert.Contains("\"as\":{\"Test\":\"id:n01\"}", _folder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewed_token_is_the_same_tenant_once_the_user_has_said_so()
    {
        var (monday, tuesday) = (new Secret("0f8b2c64-token-of-monday"), new Secret("77d1a0e9-token-of-tuesday"));
        OpenAs(Account.OfToken(monday));
        OpenAs(Account.OfToken(monday));

        var error = Assert.Throws<CallCenterException>(() => OpenAs(Account.OfToken(tuesday)));
        Assert.Contains("written with another token", error.Message, StringComparison.Ordinal);
        OpenAs(Account.OfToken(tuesday), isOfSameTenant: true);
        OpenAs(Account.OfToken(tuesday));
        OpenAs(Account.OfToken(monday));
        Assert.Throws<CallCenterException>(() => OpenAs(Account.OfToken(new Secret("a third"))));
    }

    [Fact]
    public void What_a_journal_keeps_of_a_token_tells_nothing_about_it()
    {
        var token = new Secret("0f8b2c64-token-of-monday");
        OpenAs(Account.OfToken(token));
        OpenAs(Account.OfToken(token));

        var kept = Regex.Matches(_folder.Text, "token:([0-9a-f]{32}):([0-9a-f]{8})\"");
        Assert.Equal(2, kept.Count);
        Assert.NotEqual(kept[0].Groups[1].Value, kept[1].Groups[1].Value);
        Assert.NotEqual(kept[0].Groups[2].Value, kept[1].Groups[2].Value);
        Assert.DoesNotContain("monday", _folder.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token:")]
    [InlineData("token:zz:00000000")]
    [InlineData("token:00112233445566778899aabbccddeeff")]
    [InlineData("")]
    public void An_account_that_was_tampered_with_is_another(string recorded) => Assert.False(Account.OfToken(new Secret("a")).Is(recorded));

    [Fact]
    public async Task Long_texts_are_cut_and_broken_ones_mended()
    {
        using (var journal = _folder.Open())
        {
            await journal.BeginAsync(A, new string('l', 199) + "😀", 1);
            await journal.EndAsync(A, JournalState.Failed, "E\uD800", new string('界', 100_000));
        }

        var row = Assert.Single(JournalReader.Read(_folder.Journal).Rows);
        Assert.Equal(new string('l', 199) + "…", row.Label);
        Assert.Equal(("E\uFFFD", new string('界', 1000) + "…"), (row.Error, row.Message));
    }

    [Fact]
    public async Task A_closed_journal_says_so()
    {
        var journal = _folder.Open();
        journal.Dispose();
        journal.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.BeginAsync(A, "a", 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.EndAsync(A, JournalState.Done));
    }

    [Fact]
    public void To_be_sending_is_no_end()
    {
        using var journal = _folder.Open();

        Assert.Throws<ArgumentException>(() => { _ = journal.EndAsync(A, JournalState.Sending); });
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_an_error_that_says_why()
    {
        string[] paths = [Path.Combine(_folder.Journal, "x", "y"), Path.GetDirectoryName(_folder.Journal)!, ""];
        foreach (var path in paths)
        {
            var error = Assert.Throws<CallCenterException>(() => RunJournal.Open(path, JournalFolder.Header));
            Assert.Equal(ErrorKind.JournalFailed, error.Kind);
        }
    }

    [Fact]
    public void Disposing_writes_what_is_pending()
    {
        var journal = _folder.Open();
        var tasks = Enumerable.Range(0, 500).Select(n => journal.BeginAsync(new TestOperation($"p{n}"), "p", n)).ToList();
        journal.Dispose();

        Assert.All(tasks, task => Assert.True(task.IsCompletedSuccessfully));
        Assert.Equal(500, JournalReader.Read(_folder.Journal).Rows.Count());
    }

    private static JournalRun RunOf(Account? account, bool isOfSameTenant = false) =>
        new("New-CcAgent", [new("Test", "n01.example.com") { Account = account }]) { IsOfSameTenant = isOfSameTenant };

    private void OpenAs(Account? account, bool isOfSameTenant = false) => RunJournal.Open(_folder.Journal, RunOf(account, isOfSameTenant)).Dispose();
}
