using System.Security.Cryptography;
using CallCenter.Core.Text;

namespace CallCenter.Core.Agents;

/// <summary>The tenant's rule for passwords (agents page, 2.5: 8 to 16 characters with upper case, lower case and a digit), and passwords that satisfy it.</summary>
public static class PasswordRule
{
    /// <summary>The fewest characters.</summary>
    public const int MinimumLength = 8;

    /// <summary>The most characters.</summary>
    public const int MaximumLength = 16;

    // Letters and digits only, since the vendor's page names no others; without those that look alike on paper (0 O o, 1 l I).
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";
    private const string All = Upper + Lower + Digits;

    private static readonly RandomNumberGenerator Source = RandomNumberGenerator.Create();

    // The greatest multiple of the number of characters that a byte can hold: bytes above it would favour some characters.
    private static readonly int Fair = 256 - (256 % All.Length);

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

    /// <summary>A new password of the greatest length allowed, from the operating system's random numbers: about 92 bits.</summary>
    public static Secret Generate()
    {
        var bytes = new byte[MaximumLength * 2];
        var characters = new char[MaximumLength];
        while (true)
        {
            Source.GetBytes(bytes);
            var count = 0;
            for (var i = 0; i < bytes.Length && count < characters.Length; i++)
            {
                if (bytes[i] < Fair)
                {
                    characters[count++] = All[bytes[i] % All.Length];
                }
            }

            // Drawing again, rather than planting one of each class, keeps every allowed password equally likely.
            var password = new Secret(new string(characters, 0, count));
            if (count == characters.Length && Accepts(password))
            {
                return password;
            }
        }
    }
}
