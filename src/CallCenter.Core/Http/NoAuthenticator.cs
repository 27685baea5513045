using System.Net.Http;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>For requests that need no credential, or carry their secrets themselves.</summary>
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
