using System;

namespace CallCenter.Core.Http;

/// <summary>Random numbers from 0 to 1 that spread the retries of many workers.</summary>
internal static class Jitter
{
    // On .NET Framework threads cannot share a Random.
    [ThreadStatic]
    private static Random? _random;

#pragma warning disable CA5394 // The length of a pause is no secret.
    public static double Next() => (_random ??= new Random(Guid.NewGuid().GetHashCode())).NextDouble();
#pragma warning restore CA5394
}
