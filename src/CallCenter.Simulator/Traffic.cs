using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator;

/// <summary>Counts the requests to both vendors, and records them if wanted.</summary>
internal sealed class Traffic(bool record)
{
    private readonly ConcurrentQueue<HttpRequest> _requests = new();
    private long _count;
    private int _inProgress;
    private int _maxInProgress;

    public long Count => Interlocked.Read(ref _count);

    public int MaxInProgress => Volatile.Read(ref _maxInProgress);

    public IReadOnlyList<HttpRequest> Requests => _requests.ToArray();

    public void Enter(HttpRequest request)
    {
        Interlocked.Increment(ref _count);
        var now = Interlocked.Increment(ref _inProgress);
        int max;
        while (now > (max = Volatile.Read(ref _maxInProgress)))
        {
            Interlocked.CompareExchange(ref _maxInProgress, now, max);
        }

        if (record)
        {
            _requests.Enqueue(request);
        }
    }

    public void Leave() => Interlocked.Decrement(ref _inProgress);
}
