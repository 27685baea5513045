using System.Security.Cryptography;

namespace CallCenter.Simulator;

/// <summary>Secrets, tokens and salts: 32 lower-case hexadecimal digits from the system's generator.</summary>
internal static class RandomHex
{
    private static readonly RandomNumberGenerator Generator = RandomNumberGenerator.Create();

    public static string Next()
    {
        var bytes = new byte[16];
        Generator.GetBytes(bytes);
        return Hex.Lower(bytes);
    }
}
