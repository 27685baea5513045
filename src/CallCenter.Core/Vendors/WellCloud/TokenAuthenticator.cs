using System.Net.Http;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Sends the tenant's token, bare as the agents page shows it, and renews it when it is refused.</summary>
internal sealed class TokenAuthenticator : IRequestAuthenticator
{
    // A second refusal can mean that the new token has expired as well; a third means that renewing does not help. If the tenant has
    // accepted a token of this session before, another session with the same appId may have invalidated the new one.
    private const int MaxRefusals = 2;
    private const int MaxRefusalsOnceAccepted = 3;

    private readonly ITokenSource _source;
    private volatile bool _wasAccepted;

    public TokenAuthenticator(ITokenSource source)
    {
        _source = source;
    }

    public Task PrepareAsync(CallContext context) => _source.GetAsync(context);

    public async Task<object?> ApplyAsync(HttpRequestMessage message, CallContext context)
    {
        var token = await _source.GetAsync(context).ConfigureAwait(false);
        message.Headers.TryAddWithoutValidation("Authorization", token.Reveal());
        return token;
    }

    public bool IsRefusal(ApiAnswer answer) => answer.Status == 401;

    public void Accepted(object? used)
    {
        if (used is Secret token)
        {
            _wasAccepted = true;
            _source.Accepted(token);
        }
    }

    // Of many rows that wait for one renewal, some may be overtaken by the next expiry.
    public bool HasExpired(object? used) => used is Secret token && _source.HasExpired(token);

    public async Task<bool> ReplaceAsync(object? used, ApiAnswer answer, int refusals, CallContext context) =>
        refusals <= (_wasAccepted ? MaxRefusalsOnceAccepted : MaxRefusals) && used is Secret refused && await _source.RenewAsync(refused, context).ConfigureAwait(false);
}
