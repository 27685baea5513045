using System.Collections.Generic;
using System.Linq;

namespace CallCenter.Core.Text;

/// <summary>Finds what a number was before it lost its leading zeros: 0800 and 800 are two extensions.</summary>
public static class LeadingZeros
{
    /// <summary>A number as it is without its leading zeros.</summary>
    public static string Without(string number) => number.TrimStart('0') is { Length: > 0 } rest ? rest : "0";

    /// <summary>The one with leading zeros in a list that does not have the number itself, such as 0800 for 800; null where there is none.</summary>
    /// <param name="listed">The list.</param>
    /// <param name="number">The number.</param>
    public static string? Find(IReadOnlyCollection<string> listed, string number) => listed.Contains(number)
        ? null
        : listed.FirstOrDefault(one => one.Length > number.Length && one[0] == '0' && Without(one) == number);
}
