using CallCenter.Reliability.Runner;
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

public sealed class JournalReaderTests : IDisposable
{
    private static readonly TestOperation A = new TestOperation("a");
    private static readonly TestOperation B = new TestOperation("b");

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Skip = TestRuntime.MonoLock, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public async Task A_journal_is_shown_while_it_is_written()
    {
        var journal = _folder.Open();
        await journal.BeginAsync(B, "agent 2", 2);
        await journal.BeginAsync(A, "agent 1", 1);
        await journal.EndAsync(B, JournalState.Failed, "AgentNotFound", "no such agent");

        var content = JournalReader.Read(_folder.Journal);
        Assert.Equivalent(JournalFolder.Header, content.Runs[0]);
        Assert.True(content.IsInUse);
        Assert.Equal([B.Id, A.Id], content.Rows.Select(row => row.Id));
        Assert.Equal((2, 1, 1), (content.Counts.Total, content.Counts.Failed, content.Counts.Sending));
        var failed = content.Rows.First();
        Assert.Equal(("agent 2", 2, JournalState.Failed, 1, "AgentNotFound", "no such agent"), (failed.Label, failed.Number, failed.State, failed.Attempts, failed.Error, failed.Message));
        Assert.Equal(DateTimeKind.Utc, failed.At.Kind);
        Assert.InRange(failed.At, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(1));

        // The lock holds although a reader of this process has come and gone.
        Assert.Throws<CallCenterException>(() => _folder.Open());
        journal.Dispose();
        Assert.Equal(JournalState.Unknown, JournalReader.Read(_folder.Journal).Rows.Last().State);
    }

    [Fact]
    public async Task A_row_sent_again_shows_its_last_attempt()
    {
        using (var journal = _folder.Open())
        {
            await journal.BeginAsync(A, "agent 1", 1);
            await journal.EndAsync(A, JournalState.Failed, "ServerBusy", "busy");
        }

        using (var journal = _folder.Open())
        {
            await journal.BeginAsync(A, "agent 1", 7);
            await journal.EndAsync(A, JournalState.Done);
            await journal.EndAsync(B, JournalState.Stopped);
        }

        var content = JournalReader.Read(_folder.Journal);
        Assert.False(content.IsInUse);
        Assert.Equal(2, content.Runs.Count);
        var rows = content.Rows.ToList();
        Assert.Equal((7, JournalState.Done, 2, null, null), (rows[0].Number, rows[0].State, rows[0].Attempts, rows[0].Error, rows[0].Message));
        Assert.Equal((null, null, JournalState.Stopped, 0), (rows[1].Label, rows[1].Number, rows[1].State, rows[1].Attempts));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_that_says_so()
    {
        string[] paths = [_folder.Journal, Path.Combine(_folder.Journal, "x"), Path.GetDirectoryName(_folder.Journal)!, ""];
        foreach (var path in paths)
        {
            Assert.Equal(ErrorKind.JournalUnreadable, Assert.Throws<CallCenterException>(() => JournalReader.Read(path)).Kind);
        }

        Assert.False(File.Exists(_folder.Journal));
    }
}
