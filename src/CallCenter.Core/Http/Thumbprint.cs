using System.Linq;

namespace CallCenter.Core.Http;

/// <summary>The thumbprint of a certificate, as people write it.</summary>
public static class Thumbprint
{
    /// <summary>The thumbprint as upper-case hexadecimal digits, without spaces, colons and direction marks that people paste along.</summary>
    public static string Normalize(string thumbprint) =>
        new([.. thumbprint.Where(character => !char.IsWhiteSpace(character) && character is not (':' or '-' or '\u200e')).Select(char.ToUpperInvariant)]);

    /// <summary>Whether it is a SHA-1 (40 digits) or SHA-256 thumbprint (64 digits).</summary>
    public static bool IsValid(string thumbprint)
    {
        var digits = Normalize(thumbprint);
        return digits.Length is 40 or 64 && digits.All(character => character is (>= '0' and <= '9') or (>= 'A' and <= 'F'));
    }
}
