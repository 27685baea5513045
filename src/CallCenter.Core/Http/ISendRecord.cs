using System;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>Records which requests may have been processed, for a run that is continued after an interruption.</summary>
public interface ISendRecord
{
    /// <summary>Records that a request that changes something is about to be sent. It is not sent if this fails.</summary>
    /// <param name="timeout">How long the request waits for its answer; <see cref="TimeSpan.Zero"/> for no limit.</param>
    Task BeginAsync(TimeSpan timeout);

    /// <summary>Takes the record back: the server certainly did not process the request, which now waits for another try.</summary>
    Task RetractAsync();
}
