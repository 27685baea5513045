using System.Net.Http;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>Adds what a server wants to see, and finds something better when it is refused.</summary>
internal interface IRequestAuthenticator
{
    /// <summary>Gets what <see cref="ApplyAsync"/> needs, so that it takes no time.</summary>
    Task PrepareAsync(CallContext context);

    /// <summary>Adds the headers. Returns what was used, for <see cref="ReplaceAsync"/>.</summary>
    Task<object?> ApplyAsync(HttpRequestMessage message, CallContext context);

    /// <summary>Whether this answer means that what was used is not accepted.</summary>
    bool IsRefusal(ApiAnswer answer);

    /// <summary>Takes note that the server took what was used.</summary>
    void Accepted(object? used);

    /// <summary>Whether what was refused was good before: then it has only expired, which is no fault of the request.</summary>
    bool HasExpired(object? used);

    /// <summary>Finds a replacement for what was refused.</summary>
    /// <param name="used">What <see cref="ApplyAsync"/> returned.</param>
    /// <param name="answer">The refusal.</param>
    /// <param name="refusals">How often this one request has been refused with what had not expired, this time included.</param>
    /// <param name="context">The call.</param>
    /// <returns>Whether there is something else to try.</returns>
    Task<bool> ReplaceAsync(object? used, ApiAnswer answer, int refusals, CallContext context);
}
