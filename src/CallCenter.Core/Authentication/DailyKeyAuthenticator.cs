using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Security;

namespace CallCenter.Core.Authentication;

/// <summary>
/// Sends the phone system's key of the day: <c>md5(WEBKEY + "YYYY-MM-DD")</c> in lower-case hexadecimal, with the date
/// that the appliance has (authentication page). Its date differs from ours around midnight, in another time zone and
/// with a wrong clock. So the first guess is our date, and a refusal, whose Date header tells the appliance's clock,
/// leads to the dates that this clock can mean.
/// </summary>
internal sealed class DailyKeyAuthenticator : IRequestAuthenticator
{
    // The first guess, and then each date that the appliance's clock can mean.
    private const int MostRefusals = 3;

    private readonly Secret _webKey;
    private readonly Func<DateTimeOffset> _now;
    private readonly Redactor _redactor;
    private readonly object _gate = new();
    private int _daysAhead;
    private DateTime? _proven;
    private (DateTime Date, string Key)? _cached;

    public DailyKeyAuthenticator(Secret webKey, Func<DateTimeOffset> now, Redactor redactor)
    {
        _webKey = webKey;
        _now = now;
        _redactor = redactor;
    }

    public Task PrepareAsync(CallContext context) => Task.CompletedTask;

    public Task<object?> ApplyAsync(HttpRequestMessage message, CallContext context)
    {
        lock (_gate)
        {
            var date = ExpectedDate();
            var key = KeyOf(date);

            // The vendor's endpoint pages name the one header, its authentication page the other.
            message.Headers.TryAddWithoutValidation("Authentication", key);
            message.Headers.TryAddWithoutValidation("Authorization", key);
            return Task.FromResult<object?>(date);
        }
    }

    public bool IsRefusal(ApiAnswer answer) => answer.Status is 401 or 403;

    public void Accepted(object? used)
    {
        lock (_gate)
        {
            _proven = (DateTime)used!;
        }
    }

    // A refusal of another date than the one that the appliance has accepted since is no refusal of the key.
    public bool HasExpired(object? used)
    {
        lock (_gate)
        {
            return IsOutdated((DateTime)used!);
        }
    }

    public Task<bool> ReplaceAsync(object? used, ApiAnswer answer, int refusals, CallContext context)
    {
        lock (_gate)
        {
            var usedDate = (DateTime)used!;
            if (IsOutdated(usedDate) || (ExpectedDate() != usedDate && refusals == 1))
            {
                // Another row, or midnight, has brought a new date meanwhile.
                return Task.FromResult(true);
            }

            _proven = null;
            if (refusals > MostRefusals)
            {
                _daysAhead = 0;
                return Task.FromResult(false);
            }

            // The next one follows from the one refused, so rows that are refused side by side all move on to the same date.
            var candidates = Candidates(answer.Date ?? _now());
            var next = candidates[(candidates.IndexOf(usedDate) + 1) % candidates.Count];
            _daysAhead = (next - _now().LocalDateTime.Date).Days;
            return Task.FromResult(true);
        }
    }

    // Somewhere on earth it can be the day before or the day after.
    private static List<DateTime> Candidates(DateTimeOffset applianceClock)
    {
        var day = applianceClock.UtcDateTime.Date;
        return [day, day.AddDays(1), day.AddDays(-1)];
    }

    private bool IsOutdated(DateTime used) => _proven is { } proven && proven == ExpectedDate() && proven != used;

    private DateTime ExpectedDate() => _now().LocalDateTime.Date.AddDays(_daysAhead);

    private string KeyOf(DateTime date)
    {
        if (_cached is { } cached && cached.Date == date)
        {
            return cached.Key;
        }

        var text = _webKey.Reveal() + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
#pragma warning disable CA5351, CA1308 // The appliance asks for MD5, in lower case.
        using var md5 = MD5.Create();
        var key = BitConverter.ToString(md5.ComputeHash(Encoding.UTF8.GetBytes(text))).Replace("-", string.Empty).ToLowerInvariant();
#pragma warning restore CA5351, CA1308
        _redactor.Remember(new Secret(key));
        _cached = (date, key);
        return key;
    }
}
