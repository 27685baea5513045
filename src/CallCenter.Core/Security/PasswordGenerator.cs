using System.Security.Cryptography;

namespace CallCenter.Core.Security;

/// <summary>Makes passwords that satisfy <see cref="PasswordRule"/>, from the operating system's random numbers.</summary>
public static class PasswordGenerator
{
    // Letters and digits only, since the vendor's page names no others; without those that look alike on paper (0 O o, 1 l I).
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";
    private const string All = Upper + Lower + Digits;

    /// <summary>A new password of the greatest length allowed: about 92 bits.</summary>
    public static Secret Generate()
    {
        using var random = RandomNumberGenerator.Create();
        var characters = new char[PasswordRule.MaximumLength];
        while (true)
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = All[Below(All.Length, random)];
            }

            // Drawing again, rather than planting one of each class, keeps every allowed password equally likely.
            var password = new Secret(new string(characters));
            if (PasswordRule.Accepts(password))
            {
                return password;
            }
        }
    }

    private static int Below(int limit, RandomNumberGenerator random)
    {
        var one = new byte[1];
        var fair = 256 - (256 % limit);
        do
        {
            random.GetBytes(one);
        }
        while (one[0] >= fair);

        return one[0] % limit;
    }
}
