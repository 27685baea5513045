using System;
using System.Threading.Tasks;
using CallCenter.Core.Http;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>A list that many rows of a run need again and again: one request serves all who wait, and there is one in two seconds at most.</summary>
/// <typeparam name="T">The list.</typeparam>
/// <param name="ask">Asks for the list.</param>
/// <param name="clock">What the two seconds go by.</param>
internal sealed class SharedList<T>(Func<CallContext, Task<T>> ask, IClock clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private TimeSpan? _asked;
    private Task<T>? _recent;
    private Task<T>? _next;

    /// <summary>The list as it is after this call.</summary>
    public Task<T> NextAsync(CallContext context)
    {
        lock (_gate)
        {
            return _next ??= Task.Run(() => AskAsync(context));
        }
    }

    /// <summary>The list as it was within the last two seconds, or is now.</summary>
    public Task<T> RecentAsync(CallContext context)
    {
        lock (_gate)
        {
            return _recent is { IsFaulted: false } && clock.Now - _asked < Interval ? _recent : NextAsync(context);
        }
    }

    private async Task<T> AskAsync(CallContext context)
    {
        if (_asked + Interval - clock.Now is { } wait && wait > TimeSpan.Zero)
        {
            await clock.Delay(wait, context.Stopping).ConfigureAwait(false);
        }

        lock (_gate)
        {
            // Who comes from now on needs another one: this may be older than they are.
            (_recent, _next, _asked) = (_next, null, clock.Now);
        }

        return await ask(context).ConfigureAwait(false);
    }
}
