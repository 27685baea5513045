using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>For tests that measure time or memory, which others running beside them would spoil.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
