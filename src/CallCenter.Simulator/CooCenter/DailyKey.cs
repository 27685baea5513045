using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace CallCenter.Simulator.CooCenter;

/// <summary>What a request to the phone system carries when its WEBKEY is set: the lower-case MD5 of that key and the appliance's date.
/// It changes at the appliance's midnight. (CooCenter's page on authentication.)</summary>
internal sealed class DailyKey(string webKey, TimeSpan clockOffset, Func<DateTimeOffset> utcNow)
{
    public bool Matches(string? value) => value is not null && value == Today();

    private string Today()
    {
        var date = (utcNow().UtcDateTime + clockOffset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
#pragma warning disable CA5351 // MD5 is what the vendor asks for.
        using var md5 = MD5.Create();
#pragma warning restore CA5351
        var hash = md5.ComputeHash(Encoding.UTF8.GetBytes(webKey + date));
        return string.Concat(hash.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
