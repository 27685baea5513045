namespace CallCenter.Simulator.Tenant;

/// <summary>The vendor's rule: 8 to 16 characters with upper case, lower case and digit (WellCloud, 座席管理, 2.3).</summary>
internal static class PasswordRule
{
    /// <summary>What the vendor gives an agent that is created without a password (same page, 1.3).</summary>
    public const string VendorDefault = "Aa123456";

    /// <summary>Refuses a password that breaks the rule.</summary>
    /// <exception cref="TenantRefusalException">472.</exception>
    public static void Check(string password)
    {
        bool upper = false;
        bool lower = false;
        bool digit = false;
        foreach (char c in password)
        {
            upper |= c is >= 'A' and <= 'Z';
            lower |= c is >= 'a' and <= 'z';
            digit |= c is >= '0' and <= '9';
        }

        if (password.Length is < 8 or > 16 || !upper || !lower || !digit)
        {
            throw new TenantRefusalException(472, "密码格式不符号要求（要求格式为:8-16个字符，包括大小写字母，数字）");
        }
    }
}
