using Xunit;
using Xunit.v3;

// They mostly wait: for the network, for a timeout, for a process to start.
[assembly: Parallelization(MaxThreads = 8)]

namespace CallCenter.Wire.Tests;

/// <summary>For tests that measure memory, which others running beside them would spoil.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
