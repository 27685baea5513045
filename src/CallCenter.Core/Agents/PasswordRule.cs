using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

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
        var (upper, lower, digit) = (false, false, false);
        foreach (var character in value)
        {
            upper |= character is >= 'A' and <= 'Z';
            lower |= character is >= 'a' and <= 'z';
            digit |= character is >= '0' and <= '9';
        }

        return value.Length is >= MinimumLength and <= MaximumLength && upper && lower && digit;
    }
}
