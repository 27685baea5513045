using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>
/// Signs members out of queues at the end of their calls: pauses a member, so that the queue sends it no further call, waits until its
/// extension has no call, and signs it out. Where that does not come about, the pause is taken back, unless the member was paused before.
/// All rows of a run share one, and it asks for one list of states for all who wait.
/// </summary>
public sealed class IdleExit : IDisposable
{
    /// <summary>How many members may wait at once: those send nothing, so the limit of requests does not count them.</summary>
    public const int MaxWaiting = 1000;

    // A run that was stopped waits this long at most for the phone system to take pauses back.
    private static readonly TimeSpan UndoTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly QueueClient _phoneSystem;
    private readonly TimeSpan _timeout;
    private readonly SemaphoreSlim _slots;
    private readonly SharedList<QueueList> _queues;
    private readonly SharedList<Floor> _states;

    /// <summary>What waits for the end of calls.</summary>
    /// <param name="phoneSystem">The phone system.</param>
    /// <param name="timeout">How long each member has.</param>
    /// <param name="requestLimit">How many changes may be in flight at once. Members who wait do not count.</param>
    public IdleExit(QueueClient phoneSystem, TimeSpan timeout, int requestLimit)
    {
        _phoneSystem = phoneSystem;
        _timeout = timeout;
        _slots = new SemaphoreSlim(requestLimit);
        _queues = new(phoneSystem.ListQueuesAsync, phoneSystem.Clock, Interval);
        _states = new(async context => new Floor(null, await phoneSystem.ListStatesAsync(context).ConfigureAwait(false), null), phoneSystem.Clock, Interval);
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    /// <summary>Signs a member out when its extension has no call. An extension that is no member is signed out at once.</summary>
    /// <returns>The vendor's message.</returns>
    /// <exception cref="CallCenterException">It was not signed out, or it is not known whether it was; the message says what became of the pause.</exception>
    internal async Task<string?> SendAsync(QueueOperation exit, CallContext context)
    {
        var list = await ReadAsync(exit, _queues.RecentAsync(context)).ConfigureAwait(false);
        var member = list.Members.FirstOrDefault(one => one.Queue == exit.Queue && one.Extension == exit.Extension);
        var isPaused = false;
        try
        {
            if (member is { Paused: not true })
            {
                await InSlotAsync(() => _phoneSystem.SuspendAsync(exit.Queue, exit.Extension, context)).ConfigureAwait(false);
                isPaused = true;
            }

            if (member is not null)
            {
                await WaitAsync(exit, context).ConfigureAwait(false);
            }

            return await InSlotAsync(() => _phoneSystem.ExitAsync(exit.Queue, exit.Extension, context)).ConfigureAwait(false);
        }
        catch (Exception cause) when (member is { Paused: not true } && (isPaused || IsUnknown(cause)))
        {
            var error = cause as CallCenterException ?? Failure.Stopped(exit.Describe());
            throw Failure.AfterPause(error, await UndoPauseAsync(exit, context.Log).ConfigureAwait(false));
        }
    }

    private static bool IsUnknown(Exception cause) => cause is CallCenterException { OutcomeUnknown: true };

    private static async Task<T> ReadAsync<T>(QueueOperation exit, Task<T> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (CallCenterException cause) when (cause.Kind != ErrorKind.Stopped)
        {
            throw Failure.CausedBy(exit.Describe(), cause);
        }
    }

    private async Task WaitAsync(QueueOperation exit, CallContext context)
    {
        var end = _phoneSystem.Clock.Now + _timeout;
        while (true)
        {
            CallCenterException? fault = null;
            try
            {
                var floor = await ReadAsync(exit, _states.NextAsync(context)).ConfigureAwait(false);
                if (floor.Of(exit.Extension).HasNoCall)
                {
                    return;
                }

                if (floor.Extensions.All(one => one.Extension != exit.Extension))
                {
                    throw Failure.Remote(ErrorKind.NotIdle, exit.Describe(), outcomeUnknown: false, detail: Messages.IdleNotListed);
                }
            }
            catch (CallCenterException error) when (error.Kind is not (ErrorKind.Stopped or ErrorKind.NotIdle) && !QueueClient.IsGap(error))
            {
                // The phone system may be back before the time is over.
                fault = error;
            }

            if (_phoneSystem.Clock.Now >= end)
            {
                throw fault ?? Failure.Remote(
                    ErrorKind.NotIdle, exit.Describe(), outcomeUnknown: false, detail: Messages.FormatIdleTimeout((long)_timeout.TotalSeconds));
            }
        }
    }

    /// <returns>Why the pause could not be taken back; null when it was.</returns>
    private async Task<CallCenterException?> UndoPauseAsync(QueueOperation exit, RequestLog log)
    {
        // The run may be over already: this must be sent all the same.
        using var time = new CancellationTokenSource(UndoTimeout);
        var context = new CallContext(log, time.Token, time.Token);
        try
        {
            await InSlotAsync(() => _phoneSystem.ResumeAsync(exit.Queue, exit.Extension, context)).ConfigureAwait(false);
            return null;
        }
        catch (CallCenterException error)
        {
            return error;
        }
    }

    private async Task<string?> InSlotAsync(Func<Task<string?>> send)
    {
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            return await send().ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }
}
