using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Reliability.Runner;
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

    [Theory(Skip = TestRuntime.MonoLock, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_process_is_refused_until_the_first_is_killed(bool withoutLocksOfDotNet)
    {
        using var other = await HoldingProcess.StartAsync(_folder.Journal, withoutLocksOfDotNet);

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

    // By a shell, since .NET heeds the lock.
    [Theory(Skip = "Windows keeps an open file in its place.", SkipWhen = nameof(IsWindows))]
    [InlineData("rm \"$0\"")]
    [InlineData("cp \"$0\" \"$0.copy\" && mv \"$0.copy\" \"$0\"")]
    [InlineData(": > \"$0\"")]
    public async Task A_journal_that_is_deleted_replaced_or_emptied_ends_the_run(string attack)
    {
        using var journal = _folder.Open();
        await journal.BeginAsync(new TestOperation("a"), 1);
        using (var shell = Process.Start("sh", ["-c", attack, _folder.Journal]))
        {
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // A copy has the same length until something is written.
        await Assert.ThrowsAsync<CallCenterException>(async () =>
        {
            await journal.EndAsync(new TestOperation("a"), JournalState.Done);
            await journal.BeginAsync(new TestOperation("b"), 2);
        });
        var error = await Assert.ThrowsAsync<CallCenterException>(() => journal.BeginAsync(new TestOperation("c"), 3));
        Assert.Equal(ErrorKind.JournalFailed, error.Kind);
        Assert.Contains("deleted, replaced or changed", error.Message, StringComparison.Ordinal);
        Assert.Contains("would be sent again", error.Advice, StringComparison.Ordinal);
    }

    [Fact(Skip = "Windows has its own rights and devices.", SkipWhen = nameof(IsWindows))]
    [UnsupportedOSPlatform("windows")]
    public void A_link_or_a_device_is_no_journal_and_a_new_one_is_its_owners()
    {
        var target = _folder.Journal + ".target";
        File.CreateSymbolicLink(_folder.Journal, target);
        AssertFailed("symbolic link");
        Assert.False(File.Exists(target));
        File.WriteAllText(target, string.Empty);
        AssertFailed("symbolic link");
        Assert.Equal(0, new FileInfo(target).Length);
        File.Delete(_folder.Journal);
        File.Delete(target);
        foreach (var device in (string[])["/dev/null", "/dev/zero"])
        {
            Assert.Equal(ErrorKind.JournalFailed, Assert.Throws<CallCenterException>(() => RunJournal.Open(device, JournalFolder.Header)).Kind);
            Assert.Equal(ErrorKind.JournalUnreadable, Assert.Throws<CallCenterException>(() => JournalReader.Read(device)).Kind);
        }

        _folder.Open().Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Journal));
    }

    [Fact]
    public void A_long_journal_can_be_stopped_while_it_is_opened()
    {
        _folder.Open().Dispose();
        var before = _folder.Bytes;
        using var stop = new System.Threading.CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => RunJournal.Open(_folder.Journal, JournalFolder.Header, stop.Token));
        Assert.Throws<OperationCanceledException>(() => JournalReader.Read(_folder.Journal, stop.Token));
        Assert.Equal(before, _folder.Bytes);
        _folder.Open().Dispose();
    }

    public static bool IsWindows => OperatingSystem.IsWindows();

    private void AssertFailed(string why)
    {
        var error = Assert.Throws<CallCenterException>(() => _folder.Open());
        Assert.Equal(ErrorKind.JournalFailed, error.Kind);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private void AssertInUse()
    {
        var error = Assert.Throws<CallCenterException>(() => _folder.Open());

        Assert.Equal(ErrorKind.JournalInUse, error.Kind);
        Assert.Contains(_folder.Journal, error.Message, StringComparison.Ordinal);
    }
}
