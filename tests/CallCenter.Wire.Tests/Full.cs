using System;

namespace CallCenter.Wire.Tests;

/// <summary>Whether the long tests run at the length that the tables of docs/reliability.md are made from.</summary>
internal static class Full
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("CALLCENTER_TEST_FULL") == "1";
}
