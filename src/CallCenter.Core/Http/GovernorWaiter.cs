using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>A request that waits for the governor. Its task is cancelled when its run is stopped.</summary>
internal sealed class GovernorWaiter : TaskCompletionSource<int>
{
    private readonly CancellationTokenRegistration _registration;

    public GovernorWaiter(bool isSearching, CancellationToken stopping)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        IsSearching = isSearching;

        // The callback takes no lock, so the registration may be disposed of within one.
        _registration = stopping.Register(static waiter => ((GovernorWaiter)waiter!).TrySetCanceled(), this);
    }

    /// <inheritdoc cref="CallContext.FindsLimit"/>
    public bool IsSearching { get; }

    /// <summary>Lets it in, unless it was stopped before.</summary>
    public bool TryAdmit(int round)
    {
        _registration.Dispose();
        return TrySetResult(round);
    }
}
