using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// The account that is signed in at a system: behind one address there can be several tenants. A journal names an account by its id, which is
/// no secret, or where only a token is known, by a short keyed hash of it.
/// </summary>
/// <remarks>
/// The hash is HMAC-SHA256 under a random key that is stored beside it, cut to 32 bits: enough to tell two tenants apart, and too
/// little to tell which of the countless tokens with that hash it was.
/// </remarks>
public sealed class Account
{
    private const string IdMark = "id:";
    private const string TokenMark = "token:";
    private const int KeyBytes = 16;
    private const int HashBytes = 4;

    private readonly string? _id;
    private readonly Secret? _token;

    private Account(string? id, Secret? token)
    {
        _id = id;
        _token = token;
    }

    /// <summary>An account that is known by an id.</summary>
    public static Account OfId(string id) => new(id, null);

    /// <summary>An account of which nothing but a token is known.</summary>
    public static Account OfToken(Secret token) => new(null, token);

    /// <summary>It in words, such as <c>the appId n01</c>.</summary>
    public string Describe() => _id is null ? Messages.AccountThisToken : Messages.FormatAccountId(Cell.Label(_id));

    /// <summary>The account that a journal has recorded, in words.</summary>
    internal static string Describe(string recorded) => recorded.StartsWith(IdMark, StringComparison.Ordinal)
        ? OfId(recorded.Substring(IdMark.Length)).Describe()
        : Messages.AccountOtherToken;

    /// <summary>What a journal records of it; for a token, a different text each time.</summary>
    internal string ToRecord()
    {
        if (_id is not null)
        {
            return IdMark + _id;
        }

        var key = new byte[KeyBytes];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(key);
        }

        return TokenMark + Hex(key) + ":" + HashOfToken(Hex(key));
    }

    /// <summary>Whether it is the account that a journal has recorded.</summary>
    internal bool Is(string recorded)
    {
        if (_id is not null)
        {
            return recorded == IdMark + _id;
        }

        var parts = recorded.Split(':');
        return parts.Length == 3 && parts[0] + ":" == TokenMark && parts[2] == HashOfToken(parts[1]);
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));

    private string HashOfToken(string key)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        return Hex([.. hmac.ComputeHash(Encoding.UTF8.GetBytes(_token!.Reveal())).Take(HashBytes)]);
    }
}
