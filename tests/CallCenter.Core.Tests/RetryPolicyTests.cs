using System;
using System.Linq;
using CallCenter.Core.Http;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(0, 250, 500)]
    [InlineData(1, 500, 1_000)]
    [InlineData(2, 1_000, 2_000)]
    [InlineData(5, 8_000, 16_000)]
    [InlineData(6, 15_000, 30_000)]
    [InlineData(7, 15_000, 30_000)]
    [InlineData(1_000, 15_000, 30_000)]
    [InlineData(int.MaxValue, 15_000, 30_000)]
    public void The_wait_doubles_up_to_a_bound_and_is_spread(int retry, int least, int most)
    {
        var waits = Enumerable.Range(0, 500).Select(_ => RetryPolicy.Backoff(retry)).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most)));
        Assert.True(waits.Distinct().Count() > 100);
    }
}
