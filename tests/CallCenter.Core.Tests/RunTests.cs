using CallCenter.Core.Tests.Journal;
using CallCenter.Reliability.Runner;
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class RunTests
{
    // Long enough for a machine that is busy with something else.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Never_more_rows_than_the_limit_are_worked_on(int limit)
    {
        var now = 0;
        var most = 0;
        using var run = Run(
            async (row, _) =>
            {
                var current = Interlocked.Increment(ref now);
                InterlockedMax(ref most, current);
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return row;
            },
            limit);

        var outcomes = All(run, Enumerable.Range(0, 2_000));

        Assert.InRange(most, 1, limit);
        Assert.Equal(Enumerable.Range(0, 2_000), outcomes.Select(outcome => outcome.Row).Order());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void What_must_be_done_once_is_not_simply_sent_again_after_an_interrupted_run(bool isOnce, int sent)
    {
        var count = 0;
        var operation = new TestOperation("a", _ => Task.FromResult<object?>(++count)) { IsOnce = isOnce };
        using var run = new Run(1, RequestLog.Unread);

        run.Start(new RunRow(1, "a", [operation]) { Earlier = [JournalState.Unknown] });

        Assert.True(run.TryTake(out var outcome, Patience));
        Assert.Equal(isOnce ? ErrorKind.InternalError : null, outcome.Fault?.Kind);
        Assert.Equal(sent, count);
    }

    [Fact]
    public async Task The_limit_is_used_to_the_full()
    {
        var count = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var run = Run(
            async (row, _) =>
            {
                if (Interlocked.Increment(ref count) == 8)
                {
                    all.SetResult();
                }

                // Returns only when all eight are here at the same time.
                await all.Task;
                return row;
            },
            8);
        for (var row = 0; row < 8; row++)
        {
            run.Start(row);
        }

        await all.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 8), Drain(run).Select(outcome => outcome.Result).Order());
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(16, 80)]
    public void Some_rows_are_taken_ahead_and_no_more(int limit, int most)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = 0;
        using var run = Run(
            async (row, _) =>
            {
                Interlocked.Increment(ref started);
                await go.Task;
                return row;
            },
            limit);
        for (var row = 0; row < most; row++)
        {
            Assert.True(run.HasRoom);
            run.Start(row);
        }

        Assert.False(run.HasRoom);
        Assert.Equal(most, run.InFlight);
        Assert.Throws<InvalidOperationException>(() => run.Start(most));
        Assert.Equal(most, run.InFlight);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref started) == limit, Patience));
        go.SetResult();
        Assert.Equal(Enumerable.Range(0, most), Drain(run).Select(outcome => outcome.Result).Order());
        Assert.True(run.HasRoom);
    }

    [Fact]
    public void Rows_that_wait_can_be_ended_as_not_sent()
    {
        using var go = new ManualResetEventSlim();
        using var run = Run(
            async (row, _) =>
            {
                await Task.Run(() => go.Wait(Patience));
                return row;
            },
            2);
        for (var row = 0; row < 4; row++)
        {
            run.Start(row);
        }

        run.EndWaiting();
        go.Set();

        var outcomes = Drain(run);
        Assert.Equal([0, 1], outcomes.Where(outcome => outcome.Error is null).Select(outcome => outcome.Row).Order());
        Assert.All(outcomes.Where(outcome => outcome.Row > 1), outcome => Assert.Equal((ErrorKind.Stopped, false), (outcome.Error!.Kind, outcome.Error.OutcomeUnknown)));
    }

    [Fact]
    public void Each_row_is_worked_on_once_and_comes_back_once_with_its_own_result()
    {
        var worked = new ConcurrentBag<int>();
        using var run = Run(
            async (row, _) =>
            {
                worked.Add(row);
                await Task.Yield();
                return row % 7 == 0 ? throw Failure.Stopped("row " + row) : row * 10;
            },
            16);

        var outcomes = All(run, Enumerable.Range(0, 5_000));

        Assert.Equal(Enumerable.Range(0, 5_000), worked.Order());
        Assert.Equal(Enumerable.Range(0, 5_000), outcomes.Select(outcome => outcome.Row).Order());
        Assert.All(outcomes, outcome =>
        {
            if (outcome.Row % 7 == 0)
            {
                Assert.Contains("row " + outcome.Row, outcome.Error?.Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Null(outcome.Error);
                Assert.Equal(outcome.Row * 10, outcome.Result);
            }
        });
        Assert.Equal(0, run.InFlight);
        Assert.False(run.TryTake(out _, TimeSpan.Zero));
    }

    [Fact]
    public void Rows_come_back_in_the_order_in_which_they_end()
    {
        var gates = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource<int>()).ToArray();
        using var run = Run((row, _) => gates[row].Task, 4);
        for (var row = 0; row < 4; row++)
        {
            run.Start(row);
        }

        Assert.False(run.TryTake(out _, TimeSpan.Zero));
        foreach (var row in new[] { 2, 0, 3, 1 })
        {
            gates[row].SetResult(row);
            Assert.True(run.TryTake(out var outcome, Patience));
            Assert.Equal((row, row), (outcome.Row, outcome.Result));
        }
    }

    [Fact]
    public void Exceptions_become_outcomes_of_their_row()
    {
        var known = Failure.Session(ErrorKind.NotConnected);
        using var run = Run(
            (row, _) => row switch
            {
                0 => throw known,
                1 => throw new OperationCanceledException(),
                2 => throw new InvalidOperationException("before the first wait"),
                3 => Task.FromException<int>(new TimeoutException("later")),
                _ => Task.FromResult(row),
            },
            8);

        var outcomes = All(run, Enumerable.Range(0, 5)).OrderBy(outcome => outcome.Row).ToList();

        Assert.Same(known, outcomes[0].Error);
        Assert.Equal((ErrorKind.Stopped, false), (outcomes[1].Error!.Kind, outcomes[1].Error!.OutcomeUnknown));
        Assert.Equal((ErrorKind.InternalError, true), (outcomes[2].Error!.Kind, outcomes[2].Error!.OutcomeUnknown));
        Assert.IsType<InvalidOperationException>(outcomes[2].Error!.InnerException);
        Assert.Equal(ErrorKind.InternalError, outcomes[3].Error!.Kind);
        Assert.Null(outcomes[4].Error);
        Assert.All(outcomes.Take(4).Skip(1), outcome => Assert.Contains("do row " + outcome.Row, outcome.Error!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Stop_ends_waits_at_once_and_gives_the_rest_up_after_the_grace()
    {
        var running = 0;
        var finish = new TaskCompletionSource();
        using var run = Run(
            async (row, context) =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    if (row == 0)
                    {
                        // Nothing sent yet.
                        await Task.Delay(Timeout.InfiniteTimeSpan, context.Stopping);
                    }
                    else if (row == 1)
                    {
                        // Under way, and done within the grace.
                        await finish.Task;
                    }
                    else
                    {
                        // Under way, and hanging.
                        await Task.Delay(Timeout.InfiniteTimeSpan, context.Abort);
                    }

                    return row;
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            },
            3);
        for (var row = 0; row < 3; row++)
        {
            run.Start(row);
        }

        Assert.False(run.IsStopping);
        var clock = Stopwatch.StartNew();
        run.Stop(TimeSpan.FromMilliseconds(500));
        Assert.True(run.IsStopping);

        Assert.True(run.TryTake(out var stopped, Patience));
        Assert.Equal((0, ErrorKind.Stopped), (stopped.Row, stopped.Error?.Kind));
        finish.SetResult();
        var rest = Drain(run).ToDictionary(outcome => outcome.Row);

        Assert.Null(rest[1].Error);
        Assert.Equal(1, rest[1].Result);
        Assert.Equal(ErrorKind.Stopped, rest[2].Error?.Kind);
        Assert.Equal(0, Volatile.Read(ref running));
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(400), Patience);
    }

    [Fact]
    public void Dispose_gives_up_what_is_under_way()
    {
        var running = 0;
        var run = Run(
            async (row, context) =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.Abort);
                    return row;
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            },
            8);
        for (var row = 0; row < 8; row++)
        {
            run.Start(row);
        }

        run.Dispose();

        Assert.Equal((0, 0), (run.InFlight, Volatile.Read(ref running)));
    }

    [Fact]
    public void Dispose_with_nothing_under_way_is_quiet_and_Stop_may_come_late()
    {
        var run = Run((row, _) => Task.FromResult(row), 2);
        Assert.Single(All(run, [1]));

        run.Dispose();

        // Ctrl+C comes on a thread of its own, and may find the run already gone.
        Assert.Null(Record.Exception(() => run.Stop(TimeSpan.Zero)));
    }

    [Fact]
    public void An_outcome_is_handed_out_when_it_is_on_the_disk_and_the_next_row_does_not_wait_for_that()
    {
        using var folder = new JournalFolder();
        using var written = new ManualResetEventSlim();
        var worked = new ConcurrentBag<int>();
        FaultyFile file = null!;
        using var journal = RunJournal.Open(folder.Journal, JournalFolder.Header, () => DateTime.UtcNow, real => file = new FaultyFile(real));
        file.OnFlush = () => written.Wait(Patience);
        using var run = new TestRun<int, int>(Work, row => "do row " + row, 1, RequestLog.Unread, journal);
        for (var row = 0; row < 3; row++)
        {
            run.Start(row);
        }

        Assert.True(SpinWait.SpinUntil(() => worked.Count == 3, Patience));
        Assert.False(run.TryTake(out _, TimeSpan.Zero));
        written.Set();
        Assert.Equal([0, 1, 2], Drain(run).Select(outcome => outcome.Result).Order());
        Assert.Equal(3, JournalReader.Read(folder.Journal).Counts.Done);

        Task<int> Work(int row, CallContext context)
        {
            worked.Add(row);
            return Task.FromResult(row);
        }
    }

    [Fact]
    public void A_row_whose_outcome_cannot_be_recorded_comes_back_with_an_error()
    {
        using var folder = new JournalFolder();
        var journal = folder.Open();
        journal.Dispose();
        using var run = new TestRun<int, int>((row, _) => Task.FromResult(row), row => "do row " + row, 1, RequestLog.Unread, journal);
        run.Start(1);

        Assert.Equal((1, ErrorKind.InternalError), Assert.Single(Drain(run).Select(outcome => (outcome.Row, outcome.Error?.Kind))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_begun_after_an_error_where_that_is_asked_for_and_the_error_comes_first(bool hasJournal)
    {
        using var folder = new JournalFolder();
        var worked = new ConcurrentBag<int>();
        using var journal = hasJournal ? folder.Open() : null;
        using var run = new TestRun<int, int>(
            (row, _) =>
            {
                worked.Add(row);
                return row == 2 ? throw Failure.Session(ErrorKind.NotConnected) : Task.FromResult(row);
            },
            row => "do row " + row,
            1,
            RequestLog.Unread,
            journal,
            endsAtFirstError: true);

        var outcomes = All(run, Enumerable.Range(0, 12));

        Assert.Equal([0, 1, 2], worked.Order());
        Assert.Equal(Enumerable.Range(0, 12), outcomes.Select(outcome => outcome.Row).Order());
        Assert.Equal(ErrorKind.NotConnected, outcomes.First(outcome => outcome.Error is not null).Error?.Kind);
        Assert.All(outcomes.Where(outcome => outcome.Row > 2), outcome => Assert.Equal((ErrorKind.Stopped, false), (outcome.Error!.Kind, outcome.Error.OutcomeUnknown)));
    }

    [Fact]
    public void The_log_and_the_signals_of_a_run_reach_its_rows()
    {
        var log = new RequestLog(withBodies: true);
        using var run = new TestRun<int, CallContext>((_, context) => Task.FromResult(context), row => "do row " + row, 1, log);
        run.Start(1);
        Assert.True(run.TryTake(out var outcome, Patience));

        Assert.Same(log, outcome.Result.Log);
        Assert.False(outcome.Result.Stopping.IsCancellationRequested);
        run.Stop(TimeSpan.Zero);
        Assert.True(outcome.Result.Stopping.IsCancellationRequested);
        Assert.True(outcome.Result.Abort.WaitHandle.WaitOne(Patience));
    }

    private static TestRun<int, int> Run(Func<int, CallContext, Task<int>> work, int limit) =>
        new(work, row => "do row " + row, limit, new RequestLog(withBodies: false));

    private static List<TestOutcome<int, int>> All(TestRun<int, int> run, IEnumerable<int> rows)
    {
        var outcomes = new List<TestOutcome<int, int>>();
        foreach (var row in rows)
        {
            while (!run.HasRoom)
            {
                Assert.True(run.TryTake(out var outcome, Patience));
                outcomes.Add(outcome);
            }

            run.Start(row);
        }

        outcomes.AddRange(Drain(run));
        return outcomes;
    }

    private static List<TestOutcome<int, int>> Drain(TestRun<int, int> run)
    {
        var outcomes = new List<TestOutcome<int, int>>();
        while (run.InFlight > 0)
        {
            Assert.True(run.TryTake(out var outcome, Patience));
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
