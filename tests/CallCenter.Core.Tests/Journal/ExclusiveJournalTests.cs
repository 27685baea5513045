using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

public sealed class ExclusiveJournalTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_in_this_process_is_refused_at_once()
    {
        using (_folder.Open())
        {
            AssertInUse();
        }

        _folder.Open().Dispose();
    }

    [Fact(Skip = TestRuntime.MonoLock, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public async Task A_second_process_is_refused_until_the_first_is_killed()
    {
        using var other = await HoldingProcess.StartAsync(_folder.Journal);

        AssertInUse();
        var shown = JournalReader.Read(_folder.Journal);
        Assert.True(shown.IsInUse);
        Assert.Null(shown.Tear);
        AssertInUse();

        other.Kill();
        Assert.False(JournalReader.Read(_folder.Journal).IsInUse);
        using var journal = _folder.Open();
        Assert.True(journal.EarlierCounts.Total >= shown.Rows.Count());
        Assert.Equal([Path.GetFileName(_folder.Journal)], Directory.GetFiles(Path.GetDirectoryName(_folder.Journal)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_process_killed_at_any_moment_leaves_a_journal_that_goes_on()
    {
        var done = 0;
        for (var kill = 0; kill < 5; kill++)
        {
            using (var other = await HoldingProcess.StartAsync(_folder.Journal))
            {
                await Task.Delay(7 * kill, TestContext.Current.CancellationToken);
                other.Kill();
            }

            using var journal = _folder.Open();

            // Each process has at most one row under way, and none that was done is forgotten.
            Assert.InRange(journal.EarlierCounts.Unknown, 0, kill + 1);
            Assert.InRange(journal.EarlierCounts.Done, done, int.MaxValue);
            Assert.Equal(journal.EarlierCounts.Total, journal.EarlierCounts.Done + journal.EarlierCounts.Unknown);
            done = journal.EarlierCounts.Done;
        }
    }

    [Fact]
    public async Task Looking_does_not_keep_a_run_from_beginning()
    {
        _folder.Open().Dispose();
        using var stop = new System.Threading.CancellationTokenSource();
        var looking = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    JournalReader.Read(_folder.Journal);
                }
            },
            TestContext.Current.CancellationToken);
        for (var run = 0; run < 100; run++)
        {
            _folder.Open().Dispose();
        }

        await stop.CancelAsync();
        await looking;
        Assert.Equal(101, JournalReader.Read(_folder.Journal).Runs.Count);
    }

    private void AssertInUse()
    {
        var error = Assert.Throws<CallCenterException>(() => _folder.Open());

        Assert.Equal(ErrorKind.JournalInUse, error.Kind);
        Assert.Contains(_folder.Journal, error.Message, StringComparison.Ordinal);
    }
}
