using System;
using System.Threading.Tasks;
using CallCenter.Core.Http;

namespace CallCenter.Core.Vendors;

/// <summary>
/// A list that many rows need again and again: one request serves all who wait. The next one begins when it has ended and some time
/// has passed. Safe to use from many threads.
/// </summary>
/// <typeparam name="T">The list.</typeparam>
/// <param name="ask">Asks for the list.</param>
/// <param name="clock">The clock.</param>
/// <param name="interval">The shortest time from one request to the next.</param>
internal sealed class SharedList<T>(Func<CallContext, Task<T>> ask, IClock clock, TimeSpan interval)
{
    private readonly object _gate = new();
    private TimeSpan? _asked;
    private Task<T>? _recent;
    private Task<T>? _next;

    /// <summary>The list as it is after this call. Whoever calls first lends its context to the request.</summary>
    public Task<T> NextAsync(CallContext context)
    {
        lock (_gate)
        {
            var before = _recent;
            return _next ??= Task.Run(() => AskAsync(context, before));
        }
    }

    /// <summary>The list as it was within the last interval, or is now.</summary>
    public Task<T> RecentAsync(CallContext context)
    {
        lock (_gate)
        {
            return _recent is { IsFaulted: false, IsCanceled: false } && clock.Now - _asked < interval ? _recent : NextAsync(context);
        }
    }

    private async Task<T> AskAsync(CallContext context, Task<T>? before)
    {
        if (before is not null)
        {
            // However it ends.
            await Task.WhenAny(before).ConfigureAwait(false);
        }

        try
        {
            if (_asked + interval - clock.Now is { } wait && wait > TimeSpan.Zero)
            {
                await clock.Delay(wait, context.Stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_gate)
            {
                // Who comes from now on needs another one: this may be older than they are.
                (_recent, _next, _asked) = (_next, null, clock.Now);
            }
        }

        return await ask(context).ConfigureAwait(false);
    }
}
