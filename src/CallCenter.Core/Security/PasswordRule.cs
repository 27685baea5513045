using System.Linq;

namespace CallCenter.Core.Security;

/// <summary>The tenant's rule for passwords (agents page, 2.5: 8 to 16 characters with upper case, lower case and a digit).</summary>
public static class PasswordRule
{
    /// <summary>The fewest characters.</summary>
    public const int MinimumLength = 8;

    /// <summary>The most characters.</summary>
    public const int MaximumLength = 16;

    /// <summary>Whether the tenant would take this password.</summary>
    public static bool Accepts(Secret password)
    {
        var value = password.Reveal();
        return value.Length is >= MinimumLength and <= MaximumLength
            && value.Any(character => character is >= 'A' and <= 'Z')
            && value.Any(character => character is >= 'a' and <= 'z')
            && value.Any(character => character is >= '0' and <= '9');
    }
}
