using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Where the tenant's token comes from.</summary>
internal interface ITokenSource
{
    /// <summary>The token to use now.</summary>
    Task<Secret> GetAsync(CallContext context);

    /// <summary>Records that the server accepted a token.</summary>
    void Accepted(Secret token);

    /// <summary>Whether a refused token was good before or has been replaced already: then it has merely expired, and another one helps.</summary>
    bool HasExpired(Secret token);

    /// <summary>Replaces a token that the server refused. False when there is no way to get another.</summary>
    Task<bool> RenewAsync(Secret refused, CallContext context);
}

/// <summary>A token that the user brought. There is no way to renew it.</summary>
internal sealed class FixedTokenSource : ITokenSource
{
    private readonly Task<Secret> _token;

    public FixedTokenSource(Secret token)
    {
        _token = Task.FromResult(token);
    }

    public Task<Secret> GetAsync(CallContext context) => _token;

    public void Accepted(Secret token)
    {
    }

    public bool HasExpired(Secret token) => false;

    public Task<bool> RenewAsync(Secret refused, CallContext context) => Task.FromResult(false);
}

/// <summary>What a token stands for (token page, parameter <c>type</c>).</summary>
public enum TokenType
{
    /// <summary>One tenant.</summary>
    Tenant,

    /// <summary>A partner, who looks after several tenants.</summary>
    Partner,
}

/// <summary>Reads a token as people paste it and servers send it.</summary>
internal static class TokenText
{
    /// <summary>The longest token, in characters: no server takes longer headers.</summary>
    public const int Longest = 8192;

    /// <summary>The token without the white space around it; null when no header can carry what is left.</summary>
    public static Secret? Read(string? text)
    {
        var token = text?.Trim();
        return !string.IsNullOrEmpty(token) && token!.Length <= Longest && token.All(character => character is >= ' ' and <= '~') ? new Secret(token!) : null;
    }
}
