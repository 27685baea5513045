using System;
using CallCenter.Core.Http;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class ServerRateTests
{
    private readonly ServerRate _rate = new();

    [Fact]
    public void What_was_taken_but_not_answered_yet_when_the_refusal_came_counts_too()
    {
        Burst(from: 0.01, before: 100, late: 0);
        Burst(from: 1.05, before: 80, late: 20);

        Assert.Equal(97, _rate.At(Seconds(2.2)));
    }

    [Fact]
    public void One_burst_teaches_nothing_and_of_two_the_smaller_one_counts()
    {
        Burst(from: 0.9, before: 200, late: 0);
        Assert.Null(_rate.At(Seconds(2)));

        Burst(from: 2.05, before: 90, late: 10);
        Assert.Equal(97, _rate.At(Seconds(3.2)));
    }

    [Fact]
    public void Nothing_is_concluded_before_the_pause_is_over()
    {
        Burst(from: 0.01, before: 100, late: 0);
        Burst(from: 1.05, before: 80, late: 0);

        Assert.Null(_rate.At(Seconds(2)));
    }

    // Requests in quick succession, a refusal that asks for a second's pause, and what was under way meanwhile.
    private void Burst(double from, int before, int late)
    {
        for (var i = 0; i < before; i++)
        {
            _rate.Accepted(Seconds(from));
        }

        _rate.Refused(Seconds(from + 0.02), Seconds(from + 1.02));
        for (var i = 0; i < late; i++)
        {
            _rate.Accepted(Seconds(from + 0.03));
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
