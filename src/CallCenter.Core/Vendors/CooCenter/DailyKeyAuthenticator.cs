using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>
/// Sends the phone system's key of the day: <c>md5(WEBKEY + "YYYY-MM-DD")</c> in lower-case hexadecimal, with the date
/// of the appliance (authentication page). Its date differs from ours around midnight, in another time zone and with a wrong
/// clock. So the first guess is our date; after a refusal, whose Date header shows the appliance's clock, the dates that this
/// clock can mean are tried, each once until a key is accepted, and none that is more than two days from ours.
/// </summary>
internal sealed class DailyKeyAuthenticator(Secret webKey, Func<DateTimeOffset> now, Redactor redactor) : IRequestAuthenticator
{
    // One more than the dates that are tried at all: today, and up to two days before and after.
    private const int MaxRefusals = 5;

    private readonly object _gate = new();
    private readonly HashSet<DateTime> _refused = [];
    private int _daysAhead;
    private int _lastDaysAhead;
    private DateTime? _proven;
    private (DateTime Date, string Key)? _cached;

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
            _lastDaysAhead = DaysAhead(_proven.Value);
            _refused.Clear();
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
            if (IsOutdated(usedDate))
            {
                return Task.FromResult(true);
            }

            _proven = null;
            _refused.Add(usedDate);
            if (refusals <= MaxRefusals && !_refused.Contains(ExpectedDate()))
            {
                // Another row went on to another date meanwhile, or midnight passed.
                return Task.FromResult(true);
            }

            var ours = now();
            var dates = ApplianceClock.DatesOf(answer.Date ?? ours, ours).Where(date => !_refused.Contains(date)).ToList();
            if (refusals > MaxRefusals || dates.Count == 0)
            {
                _daysAhead = _lastDaysAhead;
                return Task.FromResult(false);
            }

            _daysAhead = DaysAhead(dates[0]);
            return Task.FromResult(true);
        }
    }

    private int DaysAhead(DateTime date) => (date - now().LocalDateTime.Date).Days;

    private bool IsOutdated(DateTime used) => _proven is { } proven && proven == ExpectedDate() && proven != used;

    private DateTime ExpectedDate() => now().LocalDateTime.Date.AddDays(_daysAhead);

    private string KeyOf(DateTime date)
    {
        if (_cached is { } cached && cached.Date == date)
        {
            return cached.Key;
        }

        var text = webKey.Reveal() + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
#pragma warning disable CA5351, CA1308 // The appliance asks for MD5, in lower case.
        using var md5 = MD5.Create();
        var key = BitConverter.ToString(md5.ComputeHash(Encoding.UTF8.GetBytes(text))).Replace("-", string.Empty).ToLowerInvariant();
#pragma warning restore CA5351, CA1308
        redactor.Remember(new Secret(key));
        _cached = (date, key);
        return key;
    }
}
