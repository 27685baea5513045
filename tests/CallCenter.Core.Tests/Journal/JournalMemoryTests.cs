using CallCenter.Reliability.Runner;
using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using Xunit;

namespace CallCenter.Core.Tests.Journal;

/// <summary>Alone, since what other tests have in memory would count too.</summary>
[Collection(nameof(JournalMemoryTests))]
[CollectionDefinition(nameof(JournalMemoryTests), DisableParallelization = true)]
public sealed class JournalMemoryTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fresh_run_of_any_size_takes_no_memory()
    {
        using var journal = RunJournal.Open(_folder.Journal, JournalFolder.Header, () => DateTime.UtcNow, _ => new NoFile());
        await Run(journal, 2_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Run(journal, 200_000);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.True(grown < 4_000_000, $"{grown} bytes");
    }

    private static async Task Run(RunJournal journal, int rows)
    {
        for (var n = 0; n < rows; n += 32)
        {
            await Task.WhenAll(Enumerable.Range(n, 32).Select(async number =>
            {
                await journal.BeginAsync(Row(number), "agent", number);
                await journal.EndAsync(Row(number), JournalState.Done);
            }));
        }
    }

    private static TestOperation Row(int n) => new TestOperation(n.ToString(CultureInfo.InvariantCulture));

    private sealed class NoFile : IJournalFile
    {
        public void Append(byte[] bytes, int count)
        {
        }

        public void FlushToDisk()
        {
        }

        public void Dispose()
        {
        }
    }
}
