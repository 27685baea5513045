using System;
using System.Globalization;
using CallCenter.Core.Runs;
using CallCenter.Core.Tests.Journal;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>The memory of the process is measured, so no other test runs beside it.</summary>
[Collection(nameof(JournalMemoryTests))]
public sealed class RowKeysMemoryTests
{
    [Fact]
    public void A_million_keys_need_less_than_forty_megabytes()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var keys = new RowKeys();
        for (var row = 1; row <= 1_000_000; row++)
        {
            keys.TryAdd(row.ToString(CultureInfo.InvariantCulture), row, out _);
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(grown, 1, 40 * 1024 * 1024);
        GC.KeepAlive(keys);
    }
}
