using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>
/// What the clock of the phone system is believed. A server gets keys of the dates that its clock shows, so a clock that is far from
/// ours would let it collect keys for days to come.
/// </summary>
internal static class ApplianceClock
{
    private const int MaxDays = 2;

    /// <summary>Whether a clock is near enough to ours.</summary>
    public static bool IsNear(DateTimeOffset appliance, DateTimeOffset ours) => (appliance - ours).Duration() <= TimeSpan.FromDays(MaxDays);

    /// <summary>The dates that a clock can mean: somewhere on earth it can be the day before or the day after. None when it is too far from ours.</summary>
    public static IEnumerable<DateTime> DatesOf(DateTimeOffset appliance, DateTimeOffset ours)
    {
        if (!IsNear(appliance, ours))
        {
            return [];
        }

        var (day, today) = (appliance.UtcDateTime.Date, ours.LocalDateTime.Date);
        return new[] { 0, 1, -1 }.Select(days => day.AddDays(days)).Where(date => Math.Abs((date - today).Days) <= MaxDays);
    }

    /// <summary>Both clocks, in words.</summary>
    public static string Describe(DateTimeOffset appliance, DateTimeOffset ours) => Messages.FormatApplianceClock(InUtc(appliance), InUtc(ours));

    private static string InUtc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
