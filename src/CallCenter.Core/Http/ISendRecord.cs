using System;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>Records which requests may have been processed, for a run that is continued after an interruption.</summary>
public interface ISendRecord
{
    /// <summary>Awaited directly before a request that changes something is sent. It is not sent if this fails.</summary>
    /// <param name="timeout">How long the answer is waited for; <see cref="TimeSpan.Zero"/> for no limit.</param>
    Task BeginAsync(TimeSpan timeout);

    /// <summary>Awaited when the server certainly did not process the request, before it waits for another try.</summary>
    Task TakeBackAsync();
}
