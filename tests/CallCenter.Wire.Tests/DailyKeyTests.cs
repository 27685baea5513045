using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
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
    [InlineData(2, 0)]
    [InlineData(2, -8)]
    [InlineData(-2, 8)]
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

    [Theory]
    [InlineData("Mon, 05 Apr 2027 12:00:00 GMT")]
    [InlineData("Wed, 04 Mar 2026 12:00:00 GMT")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_clock_that_is_far_from_ours_is_an_error_that_names_both(string date)
    {
        var keys = new ConcurrentDictionary<string, bool>();
        using var simulator = Attacker(keys, _ => (401, date));
        using var client = Wire.Queues(simulator.QueueUri, Wire.Usual, key: "WEBKEY-1", now: () => Noon);

        var error = await Wire.FailsAsync(() => client.EnterAsync("630", "800", Wire.Context));

        Assert.Equal((ErrorKind.QueueClockWrong, 401, false), (error.Kind, error.StatusCode, error.OutcomeUnknown));
        Assert.Contains(DateTimeOffset.Parse(date[5..], CultureInfo.InvariantCulture).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 12:00", error.Message, StringComparison.Ordinal);
        Assert.Single(keys);
        var signIn = (await client.CheckAsync(Wire.Patience, Wire.Context)).Single(finding => finding.Step == CheckStep.SignIn);
        Assert.Equal(CheckResult.Failed, signIn.Result);
    }

    [Fact]
    public async Task A_server_that_asks_for_the_keys_of_days_to_come_gets_a_handful_near_today()
    {
        var keys = new ConcurrentDictionary<string, bool>();
        var requests = 0;

        // Each row is refused some times, with another date each time, and may then succeed.
        using var simulator = Attacker(keys, _ =>
        {
            var request = Interlocked.Increment(ref requests);
            return (request % 4 == 0 ? 200 : 401, Noon.AddHours((request * 7 % 97) - 48).ToString("r", CultureInfo.InvariantCulture));
        });
        using var client = Wire.Queues(simulator.QueueUri, Wire.Usual, key: "WEBKEY-1", now: () => Noon);
        for (var row = 0; row < 100; row++)
        {
            try
            {
                await client.EnterAsync("630", "800", Wire.Context);
            }
            catch (CallCenterException error)
            {
                Assert.Equal(ErrorKind.QueueKeyRefused, error.Kind);
            }
        }

        var allowed = Enumerable.Range(-2, 5).Select(days => Wire.DailyKey("WEBKEY-1", Noon.LocalDateTime.Date.AddDays(days)));
        Assert.Subset(allowed.ToHashSet(), keys.Keys.ToHashSet());
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

    private static VendorSimulator Attacker(ConcurrentDictionary<string, bool> keys, Func<HttpRequest, (int Status, string Date)> answer) => new(new SimulatorOptions())
    {
        Interceptor = request =>
        {
            keys[request.Headers["Authentication"]!] = true;
            var (status, date) = answer(request);
            var response = HttpResponse.Json(status, ("status", status == 200 ? "success" : "error"), ("message", "x"));
            response.Headers.Add(new("Date", date));
            return response;
        },
    };

    [Fact]
    public void A_wrong_key_fails_every_row_and_a_right_one_none_however_many_are_under_way()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions
        {
            QueueKey = "WEBKEY-1",
            UtcNow = () => Noon.AddDays(1),
            ApplianceClockOffset = TimeSpan.FromHours(12.5),
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
