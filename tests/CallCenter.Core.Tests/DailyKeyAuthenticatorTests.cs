using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class DailyKeyAuthenticatorTests
{
    private static readonly CallContext Context = new(CancellationToken.None);

    private readonly Redactor _redactor = new();
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private DateTime Today => _now.LocalDateTime.Date;

    [Fact]
    public async Task Both_headers_carry_the_md5_of_key_and_date()
    {
        // md5("secret" + "2026-03-01"), from md5sum.
        _now = new DateTimeOffset(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Local));
        using var message = new HttpRequestMessage();

        await Authenticator().ApplyAsync(message, Context);

        Assert.Equal(["bf645db5e06e859b0b5c87a3b063e440"], message.Headers.GetValues("Authentication"));
        Assert.Equal(["bf645db5e06e859b0b5c87a3b063e440"], message.Headers.GetValues("Authorization"));
    }

    [Fact]
    public async Task The_key_of_the_day_is_a_secret_too()
    {
        var used = await SentAsync(Authenticator());

        Assert.Equal("********", _redactor.Clean(used));
    }

    [Fact]
    public async Task It_changes_at_midnight()
    {
        var authenticator = Authenticator();
        _now = new DateTimeOffset(new DateTime(2026, 3, 1, 23, 59, 59, DateTimeKind.Local));
        var before = await SentAsync(authenticator);
        var again = await SentAsync(authenticator);

        _now = _now.AddSeconds(1);
        var after = await SentAsync(authenticator);

        Assert.Equal((KeyOf(new DateTime(2026, 3, 1)), before), (before, again));
        Assert.Equal(KeyOf(new DateTime(2026, 3, 2)), after);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(2, 0)]
    [InlineData(2, -1)]
    [InlineData(-2, 1)]
    public async Task A_refusal_leads_to_the_appliances_date_within_three_more_tries(int clockDaysOff, int zoneDaysOff)
    {
        var authenticator = Authenticator();
        var clock = _now.AddDays(clockDaysOff);
        var right = KeyOf(clock.UtcDateTime.Date.AddDays(zoneDaysOff));

        Assert.InRange(await TriesAsync(authenticator, right, clock), 1, 4);

        // What was found out is kept.
        Assert.Equal(1, await TriesAsync(authenticator, right, clock));
    }

    [Fact]
    public async Task Without_a_clock_of_the_appliance_the_days_around_ours_are_tried()
    {
        foreach (var days in new[] { -1, 0, 1 })
        {
            Assert.InRange(await TriesAsync(Authenticator(), KeyOf(_now.UtcDateTime.Date.AddDays(days)), null), 1, 4);
        }
    }

    [Fact]
    public async Task A_wrong_key_is_given_up_and_the_next_request_starts_from_today()
    {
        var authenticator = Authenticator();

        Assert.Equal(-1, await TriesAsync(authenticator, "another key", _now));
        Assert.Equal(KeyOf(Today), await SentAsync(authenticator));
    }

    [Fact]
    public async Task Requests_refused_side_by_side_all_find_the_date()
    {
        var authenticator = Authenticator();
        var clock = _now.AddDays(2);
        var right = KeyOf(clock.UtcDateTime.Date.AddDays(-1));

        var tries = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => TriesAsync(authenticator, right, clock))));

        Assert.All(tries, count => Assert.InRange(count, 1, 5));
        Assert.Equal(right, await SentAsync(authenticator));
    }

    [Theory]
    [InlineData("2026-03-03T12:00:01Z")]
    [InlineData("2026-02-27T11:59:59Z")]
    [InlineData("2027-03-01T12:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task A_clock_that_is_more_than_two_days_from_ours_gets_no_other_key(string clock)
    {
        var authenticator = Authenticator();
        var asked = DateTimeOffset.Parse(clock, CultureInfo.InvariantCulture);

        Assert.Equal(-1, await TriesAsync(authenticator, "another key", asked));
        Assert.Equal(KeyOf(Today), await SentAsync(authenticator));
    }

    [Fact]
    public async Task After_a_refusal_of_all_dates_the_one_that_worked_is_the_first_guess_again()
    {
        var authenticator = Authenticator();
        var right = KeyOf(_now.UtcDateTime.Date.AddDays(1));
        await TriesAsync(authenticator, right, _now);
        using var message = new HttpRequestMessage();
        authenticator.Accepted(await authenticator.ApplyAsync(message, Context));

        Assert.Equal(-1, await TriesAsync(authenticator, "another key", _now));
        Assert.Equal(right, await SentAsync(authenticator));
    }

    [Fact]
    public void Only_401_and_403_are_refusals()
    {
        var refusals = Enumerable.Range(200, 400).Where(status => Authenticator().IsRefusal(new ApiAnswer(status, [], null, null)));

        Assert.Equal([401, 403], refusals);
    }

    private static async Task<string> SentAsync(DailyKeyAuthenticator authenticator)
    {
        using var message = new HttpRequestMessage();
        await authenticator.ApplyAsync(message, Context);
        return message.Headers.GetValues("Authentication").Single();
    }

    private static string KeyOf(DateTime date)
    {
#pragma warning disable CA5351 // What the appliance asks for.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes("secret" + date.ToString("yyyy-MM-dd", null))));
#pragma warning restore CA5351
    }

    /// <summary>How many tries one request takes; -1 when it is given up.</summary>
    private static async Task<int> TriesAsync(DailyKeyAuthenticator authenticator, string right, DateTimeOffset? clock)
    {
        for (var refusals = 0; ; refusals++)
        {
            using var message = new HttpRequestMessage();
            var used = await authenticator.ApplyAsync(message, Context);
            if (message.Headers.GetValues("Authorization").Single() == right)
            {
                return refusals + 1;
            }

            await Task.Yield();
            if (!await authenticator.ReplaceAsync(used, new ApiAnswer(401, [], clock, null), refusals + 1, Context))
            {
                return -1;
            }
        }
    }

    private DailyKeyAuthenticator Authenticator() => new(new Secret("secret"), () => _now, _redactor);
}
