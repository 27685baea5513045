using System.Net.Http;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>For a phone system without a WEBKEY, and for the token request, which carries its secrets itself.</summary>
internal sealed class NoAuthenticator : IRequestAuthenticator
{
    public Task PrepareAsync(CallContext context) => Task.CompletedTask;

    public Task<object?> ApplyAsync(HttpRequestMessage message, CallContext context) => Task.FromResult<object?>(null);

    public bool IsRefusal(ApiAnswer answer) => false;

    public void Accepted(object? used)
    {
    }

    public bool HasExpired(object? used) => false;

    public Task<bool> ReplaceAsync(object? used, ApiAnswer answer, int refusals, CallContext context) => Task.FromResult(false);
}
