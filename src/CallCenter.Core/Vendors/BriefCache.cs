using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace CallCenter.Core.Vendors;

/// <summary>
/// Keeps what a server lists for a short while, for a prompt that must not wait: who asks waits a moment at most, and a slow
/// answer is there the next time. It asks once at a time, and a failure is kept as briefly as an answer. Safe to use from many threads.
/// </summary>
/// <param name="ask">Asks the server; called on the thread pool.</param>
public sealed class BriefCache(Func<Task<NameList>> ask)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(450);

    private readonly object _gate = new();
    private readonly Stopwatch _sinceAsked = new();
    private readonly Stopwatch _sinceAnswered = new();
    private Task? _asking;
    private NameList _list = NameList.Empty;

    /// <summary>The list, as fresh as can be had in a moment; empty until there was an answer.</summary>
    public NameList Get()
    {
        Task? asking;
        TimeSpan left;
        lock (_gate)
        {
            if (_asking is null && (!_sinceAnswered.IsRunning || _sinceAnswered.Elapsed > FreshFor))
            {
                _sinceAsked.Restart();
                _asking = Task.Run(RefreshAsync);
            }

            asking = _asking;
            left = MaxWait - _sinceAsked.Elapsed;
        }

        // Only once for each question: the next who asks finds the old list without waiting.
        if (asking is not null && left > TimeSpan.Zero)
        {
            asking.Wait(left);
        }

        lock (_gate)
        {
            return _list;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever happens here must not disturb the prompt.")]
    private async Task RefreshAsync()
    {
        NameList? answer = null;
        try
        {
            answer = await ask().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // What was listed before is still the best that is known.
        }

        lock (_gate)
        {
            _list = answer ?? _list;
            _asking = null;
            _sinceAnswered.Restart();
        }
    }
}
