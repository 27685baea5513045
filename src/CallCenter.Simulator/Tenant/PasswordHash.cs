using System;
using System.Security.Cryptography;
using System.Text;

namespace CallCenter.Simulator.Tenant;

/// <summary>A password that can be compared but not read back: whoever rehearses may type real ones.</summary>
internal sealed class PasswordHash
{
    private readonly string _salt = RandomHex.Next();
    private readonly string _hash;

    public PasswordHash(string password)
    {
        IsVendorDefault = password == PasswordRule.VendorDefault;
        _hash = Hash(password);
    }

    public bool IsVendorDefault { get; }

    public bool Matches(string password) => Hash(password) == _hash;

    private string Hash(string password)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(_salt + password)));
    }
}
