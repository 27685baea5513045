using System.Security.Cryptography;

namespace CallCenter.Core.Text;

/// <summary>SHA-256 of bytes, by the shortest way that the platform has.</summary>
internal static class Sha256
{
    public static byte[] Of(byte[] content)
    {
#if NET
        return SHA256.HashData(content);
#else
        using var sha256 = SHA256.Create();
        return sha256.ComputeHash(content);
#endif
    }
}
