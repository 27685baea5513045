using System.Globalization;
using CallCenter.Core.Runs;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class RowKeysTests
{
    [Fact]
    public void The_first_row_of_a_key_is_named_to_every_later_one()
    {
        var keys = new RowKeys();

        Assert.True(keys.TryAdd("5003", 1, out _));
        Assert.True(keys.TryAdd("05003", 2, out _));
        Assert.True(keys.TryAdd("５００３", 3, out _));
        Assert.True(keys.TryAdd(string.Empty, 4, out _));
        Assert.False(keys.TryAdd("5003", 5, out var earlier));
        Assert.Equal(1, earlier);
        Assert.False(keys.TryAdd("5003", 6, out earlier));
        Assert.Equal(1, earlier);
    }

    [Fact]
    public void A_hundred_thousand_keys_are_told_apart_and_found_again()
    {
        var keys = new RowKeys();
        for (var row = 1; row <= 100_000; row++)
        {
            Assert.True(keys.TryAdd(row.ToString(CultureInfo.InvariantCulture), row, out _));
        }

        for (var row = 1; row <= 100_000; row++)
        {
            Assert.False(keys.TryAdd(row.ToString(CultureInfo.InvariantCulture), row, out var earlier));
            Assert.Equal(row, earlier);
        }
    }
}
