using CallCenter.Reliability.Runner;
using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

public sealed class JournalWriterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly JournalFolder _folder = new();
    private FaultyFile _file = null!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_record_of_many_writers_is_on_the_disk_once_and_before_its_writer_goes_on()
    {
        const int Writers = 64;
        const int Each = 1_000;
        var missing = new ConcurrentQueue<string>();
        var watch = Stopwatch.StartNew();
        int flushes;
        using (var journal = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                using var look = JournalReader.OpenRead(_folder.Journal);
                for (var n = 0; n < Each; n++)
                {
                    var row = Row(writer, n);
                    var from = look.Length;
                    await journal.BeginAsync(row, "w", n);
                    if (n % 10 == 0 && !Tail(look, from).Contains($"{{\"row\":\"{row.Id}\",\"op\":\"test\",\"to\":\"n01.example.com\",\"n\":{n},", StringComparison.Ordinal))
                    {
                        missing.Enqueue($"{writer}/{n}");
                    }
                }
            })));
            flushes = _file.Flushes;
        }

        Assert.Empty(missing);
        var rows = JournalReader.Read(_folder.Journal).Rows.ToList();
        Assert.Equal(Writers * Each, rows.Count);
        Assert.All(rows, row => Assert.Equal(1, row.Attempts));
        Assert.Equal(
            Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, Each).Select(n => Row(writer, n).Id.ToString())).Order(StringComparer.Ordinal),
            rows.Select(row => row.Id.ToString()).Order(StringComparer.Ordinal));
        Assert.True(flushes < Writers * Each / 2, $"{flushes} flushes");
        TestContext.Current.SendDiagnosticMessage("{0:N0} records/s, {1} flushes", Writers * Each / watch.Elapsed.TotalSeconds, flushes);
    }

    [Fact]
    public async Task What_gathers_during_a_flush_goes_with_the_next_one()
    {
        using var flushing = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        using var journal = Open();
        var before = _file.Flushes;
        _file.OnFlush = () =>
        {
            flushing.Release();
            goOn.Wait(Patience);
        };

        var first = journal.BeginAsync(Row(0, 0), "first", 1);
        Assert.True(await flushing.WaitAsync(Patience, TestContext.Current.CancellationToken));
        var rest = Enumerable.Range(1, 100).Select(n => journal.BeginAsync(Row(0, n), "rest", n)).ToList();
        Assert.False(first.IsCompleted);
        goOn.Release();
        await first.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(await flushing.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(rest, task => task.IsCompleted);
        goOn.Release();
        await Task.WhenAll(rest).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(before + 2, _file.Flushes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_full_disk_all_who_wait_hear_of_it_and_all_who_come_later(bool onWrite)
    {
        var journal = Open();
        await journal.BeginAsync(Row(0, 0), "before", 1);
        using var appending = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        _file.IsFull = onWrite;
        _file.OnAppend = () =>
        {
            appending.Release();
            goOn.Wait(Patience);
        };
        _file.OnFlush = () => throw new IOException("No space left on device.");

        // Some are in the write that fails, some have gathered behind it.
        var waiting = Enumerable.Range(1, 50).Select(n => journal.BeginAsync(Row(0, n), "waiting", n)).ToList();
        Assert.True(await appending.WaitAsync(Patience, TestContext.Current.CancellationToken));
        waiting.AddRange(Enumerable.Range(51, 50).Select(n => journal.BeginAsync(Row(0, n), "waiting", n)));
        goOn.Release();
        foreach (var task in waiting)
        {
            AssertFailed(await Assert.ThrowsAsync<CallCenterException>(() => task.WaitAsync(Patience, TestContext.Current.CancellationToken)));
        }

        // There is room again, and still nothing may be built on what this journal holds.
        _file.IsFull = false;
        (_file.OnAppend, _file.OnFlush) = (() => { }, () => { });
        AssertFailed(await Assert.ThrowsAsync<CallCenterException>(() => journal.EndAsync(Row(0, 1), JournalState.Done)));
        journal.Dispose();

        using var next = _folder.Open();
        Assert.Equal(JournalState.Unknown, next.EarlierState(Row(0, 0)));
    }

    [Fact]
    public void On_a_full_disk_no_journal_begins()
    {
        var error = Assert.Throws<CallCenterException>(() =>
            RunJournal.Open(_folder.Journal, JournalFolder.Header, () => DateTime.UtcNow, file => new FaultyFile(file) { IsFull = true }));

        AssertFailed(error);
        _folder.Open().Dispose();
    }

    private static void AssertFailed(CallCenterException error)
    {
        Assert.Equal(ErrorKind.JournalFailed, error.Kind);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
    }

    private static TestOperation Row(int writer, int n) =>
        new(writer.ToString(CultureInfo.InvariantCulture) + "/" + n.ToString(CultureInfo.InvariantCulture));

    private static string Tail(FileStream stream, long from)
    {
        stream.Position = from;
        var bytes = new byte[stream.Length - from];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private RunJournal Open() =>
        RunJournal.Open(_folder.Journal, JournalFolder.Header, () => DateTime.UtcNow, file => _file = new FaultyFile(file));
}
