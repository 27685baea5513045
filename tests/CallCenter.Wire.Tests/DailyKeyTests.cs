using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>The key of the day, by the appliance's date and not by ours.</summary>
public sealed class DailyKeyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task On_the_same_date_one_request_does()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions
        {
            QueueKey = "WEBKEY-1",
            UtcNow = () => Noon,
            ApplianceClockOffset = Noon.ToLocalTime().Offset,
        });
        using var client = Wire.Queues(simulator.QueueUri, key: "WEBKEY-1", now: () => Noon);

        await client.EnterAsync("630", "800", Wire.Context);
        await client.ExitAsync("630", "800", Wire.Context);

        Assert.Equal(2, simulator.RequestCount);
    }

    [Theory]
    [InlineData(0, 14)]
    [InlineData(0, -12)]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, 8)]
    [InlineData(-1, -8)]
    [InlineData(2, 14)]
    [InlineData(400, -12)]
    [InlineData(-4000, 0)]
    public async Task An_appliance_on_another_date_is_understood(int daysOff, int zone)
    {
        using var simulator = new VendorSimulator(new SimulatorOptions
        {
            QueueKey = "WEBKEY-1",
            UtcNow = () => Noon.AddDays(daysOff),
            ApplianceClockOffset = TimeSpan.FromHours(zone),
        });
        using var client = Wire.Queues(simulator.QueueUri, key: "WEBKEY-1", now: () => Noon);

        await client.EnterAsync("630", "800", Wire.Context);
        var first = simulator.RequestCount;
        await client.EnterAsync("631", "800", Wire.Context);

        Assert.InRange(first, 1, 4);
        Assert.Equal(first + 1, simulator.RequestCount);
        Assert.Equal(["800"], simulator.Queues["631"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-7)]
    public void Midnight_in_the_middle_of_a_run_loses_no_row(int zone)
    {
        // A day and a half pass while 200 rows are sent, for both clocks alike.
        var requests = 0;
        DateTimeOffset Now() => Noon.AddMinutes(Volatile.Read(ref requests) * 10);
        using var simulator = new VendorSimulator(new SimulatorOptions
        {
            QueueKey = "WEBKEY-1",
            UtcNow = Now,
            ApplianceClockOffset = TimeSpan.FromHours(zone),
        })
        {
            Interceptor = _ =>
            {
                Interlocked.Increment(ref requests);
                return null;
            },
        };
        using var client = Wire.Queues(simulator.QueueUri, key: "WEBKEY-1", now: Now);

        var outcomes = Wire.Run(Wire.Codes(200), 4, (extension, context) => client.EnterAsync("630", extension, context));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(Wire.Codes(200), simulator.Queues["630"].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_is_given_up()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { QueueKey = "WEBKEY-1" });
        using var client = Wire.Queues(simulator.QueueUri, Wire.Usual, key: "WEBKEY-2");

        var error = await Wire.FailsAsync(() => client.EnterAsync("630", "0800", Wire.Context));

        Assert.Equal((ErrorKind.QueueKeyRefused, 401, false), (error.Kind, error.StatusCode, error.OutcomeUnknown));
        Assert.Contains("extension 0800", error.Message, StringComparison.Ordinal);
        Assert.Contains("401", error.Message, StringComparison.Ordinal);
        Assert.Contains("-QueueKey", error.Advice, StringComparison.Ordinal);
        Assert.InRange(simulator.RequestCount, 1, 4);
    }

    [Fact]
    public void A_wrong_key_fails_every_row_and_a_right_one_none_however_many_are_under_way()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions
        {
            QueueKey = "WEBKEY-1",
            UtcNow = () => Noon.AddDays(5),
            ApplianceClockOffset = TimeSpan.FromHours(-12.5),
        });
        using var wrong = Wire.Queues(simulator.QueueUri, key: "WEBKEY-2", now: () => Noon);
        using var right = Wire.Queues(simulator.QueueUri, key: "WEBKEY-1", now: () => Noon);

        Assert.All(
            Wire.Run(Wire.Codes(40), 16, (extension, context) => wrong.EnterAsync("630", extension, context)),
            outcome => Assert.Equal(ErrorKind.QueueKeyRefused, outcome.Error?.Kind));
        Assert.Empty(simulator.Queues["630"]);

        Assert.All(
            Wire.Run(Wire.Codes(40), 16, (extension, context) => right.EnterAsync("630", extension, context)),
            outcome => Assert.Null(outcome.Error));
        Assert.Equal(40, simulator.Queues["630"].Count);
    }
}
