using System;
using System.Security.Cryptography;
using System.Text;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.WellCloud;

/// <summary>An agent's password. It can be compared but not read back, because people may type real ones in a rehearsal.</summary>
internal sealed class AgentPassword
{
    /// <summary>What the vendor gives an agent that is created without a password (WellCloud, 座席管理, 1.3).</summary>
    public const string VendorDefault = "Aa123456";

    private readonly string _salt = Guid.NewGuid().ToString("N");
    private readonly string _hash;

    /// <summary>Takes a password that follows the vendor's rule: 8 to 16 characters with upper case, lower case and digit (2.3).</summary>
    /// <exception cref="RefusalException">472: it breaks the rule.</exception>
    public AgentPassword(string password)
    {
        Check(password);
        IsVendorDefault = password == VendorDefault;
        _hash = Hash(password);
    }

    public bool IsVendorDefault { get; }

    public bool Matches(string password) => Hash(password) == _hash;

    private static void Check(string password)
    {
        var upper = false;
        var lower = false;
        var digit = false;
        foreach (var c in password)
        {
            upper |= c is >= 'A' and <= 'Z';
            lower |= c is >= 'a' and <= 'z';
            digit |= c is >= '0' and <= '9';
        }

        if (password.Length is < 8 or > 16 || !upper || !lower || !digit)
        {
            throw new RefusalException(472, "密码格式不符号要求（要求格式为:8-16个字符，包括大小写字母，数字）");
        }
    }

    private string Hash(string password)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(_salt + password)));
    }
}
