using System.Net.Http;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>Adds credentials to requests, and replaces those that the server refuses.</summary>
internal interface IRequestAuthenticator
{
    /// <summary>Gets what <see cref="ApplyAsync"/> needs, so that it takes no time.</summary>
    Task PrepareAsync(CallContext context);

    /// <summary>Adds the headers. Returns the credential used, for <see cref="ReplaceAsync"/>.</summary>
    Task<object?> ApplyAsync(HttpRequestMessage message, CallContext context);

    /// <summary>Whether this answer means that the server refused the credential.</summary>
    bool IsRefusal(ApiAnswer answer);

    /// <summary>Records that the server accepted a credential.</summary>
    void Accepted(object? used);

    /// <summary>Whether a refused credential was good before: then it has merely expired, which does not count against the request.</summary>
    bool HasExpired(object? used);

    /// <summary>Replaces a refused credential.</summary>
    /// <param name="used">What <see cref="ApplyAsync"/> returned.</param>
    /// <param name="answer">The refusal.</param>
    /// <param name="refusals">How often this request was refused with a credential that had not expired, including this time.</param>
    /// <param name="context">The call.</param>
    /// <returns>Whether there is another credential to try.</returns>
    Task<bool> ReplaceAsync(object? used, ApiAnswer answer, int refusals, CallContext context);
}

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
