using System;
using System.Collections.Concurrent;
using System.Threading;

namespace CallCenter.Simulator.WellCloud;

/// <summary>The tokens that are valid.</summary>
/// <param name="lifetime">How long a token is.</param>
/// <param name="isNewestOnly">Whether a new one ends those before it.</param>
/// <param name="utcNow">The clock.</param>
internal sealed class TokenStore(TimeSpan lifetime, bool isNewestOnly, Func<DateTimeOffset> utcNow)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);
    private int _issued;

    public int Issued => Volatile.Read(ref _issued);

    public string Issue()
    {
        var token = Guid.NewGuid().ToString("N");
        lock (_expiries)
        {
            if (isNewestOnly)
            {
                ExpireAll();
            }

            _expiries[token] = utcNow() + lifetime;
        }

        Interlocked.Increment(ref _issued);
        return token;
    }

    public bool IsValid(string token) => _expiries.TryGetValue(token, out var expiry) && utcNow() < expiry;

    public void ExpireAll() => _expiries.Clear();
}
