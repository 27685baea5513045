using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Where the tenant's token comes from. It is sent bare, as the agents page shows it, and replaced when it is refused.</summary>
internal abstract class TokenSource : IRequestAuthenticator
{
    // A second refusal can mean that the new token has expired as well; a third means that renewing does not help. If the tenant has
    // accepted a token of this session before, another session with the same appId may have invalidated the new one.
    private const int MaxRefusals = 2;
    private const int MaxRefusalsOnceAccepted = 3;

    private volatile bool _wasAccepted;

    /// <summary>The token to use now.</summary>
    public abstract Task<Secret> GetAsync(CallContext context);

    public Task PrepareAsync(CallContext context) => GetAsync(context);

    public async Task<object?> ApplyAsync(HttpRequestMessage message, CallContext context)
    {
        var token = await GetAsync(context).ConfigureAwait(false);
        message.Headers.TryAddWithoutValidation("Authorization", token.Reveal());
        return token;
    }

    public bool IsRefusal(ApiAnswer answer) => answer.Status == 401;

    public void Accepted(object? used)
    {
        if (used is Secret token)
        {
            _wasAccepted = true;
            Accepted(token);
        }
    }

    // Of many rows that wait for one renewal, some may be overtaken by the next expiry.
    public bool HasExpired(object? used) => used is Secret token && HasExpired(token);

    public async Task<bool> ReplaceAsync(object? used, ApiAnswer answer, int refusals, CallContext context) =>
        refusals <= (_wasAccepted ? MaxRefusalsOnceAccepted : MaxRefusals) && used is Secret refused && await RenewAsync(refused, context).ConfigureAwait(false);

    /// <summary>Records that the server accepted a token.</summary>
    protected virtual void Accepted(Secret token)
    {
    }

    /// <summary>Whether a refused token was good before or has been replaced already: then it has merely expired, and another one helps.</summary>
    protected virtual bool HasExpired(Secret token) => false;

    /// <summary>Replaces a token that the server refused. False when there is no way to get another.</summary>
    protected virtual Task<bool> RenewAsync(Secret refused, CallContext context) => Task.FromResult(false);
}

/// <summary>A token that the user brought. There is no way to renew it.</summary>
internal sealed class FixedTokenSource(Secret token) : TokenSource
{
    private readonly Task<Secret> _token = Task.FromResult(token);

    public override Task<Secret> GetAsync(CallContext context) => _token;
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
    public const int MaxLength = 8192;

    /// <summary>The token without the white space around it; null when no header can carry what is left.</summary>
    public static Secret? Read(string? text)
    {
        var token = text?.Trim();
        return !string.IsNullOrEmpty(token) && token!.Length <= MaxLength && token.All(character => character is >= ' ' and <= '~') ? new Secret(token!) : null;
    }
}
