using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.WellCloud;

/// <summary>An agent's password. It can be compared but not read back, because people may type real ones in a rehearsal.</summary>
internal sealed class AgentPassword
{
    private const string VendorDefaultText = "Aa123456";

    private readonly string _salt = Guid.NewGuid().ToString("N");
    private readonly string _hash;

    /// <summary>Takes a password that follows the vendor's rule: 8 to 16 characters with upper case, lower case and digit (2.3).</summary>
    /// <exception cref="RefusalException">472: it breaks the rule.</exception>
    public AgentPassword(string password)
    {
        if (password.Length is < 8 or > 16
            || !password.Any(c => c is >= 'A' and <= 'Z') || !password.Any(c => c is >= 'a' and <= 'z') || !password.Any(c => c is >= '0' and <= '9'))
        {
            throw new RefusalException(472, "密码格式不符号要求（要求格式为:8-16个字符，包括大小写字母，数字）");
        }

        _hash = Hash(password);
    }

    /// <summary>What the vendor gives an agent that is created without a password (WellCloud, 座席管理, 1.3).</summary>
    public static AgentPassword VendorDefault { get; } = new(VendorDefaultText);

    public bool IsVendorDefault => Matches(VendorDefaultText);

    public bool Matches(string password) => Hash(password) == _hash;

    private string Hash(string password)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(_salt + password)));
    }
}
