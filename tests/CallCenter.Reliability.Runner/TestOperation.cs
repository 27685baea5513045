using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;

namespace CallCenter.Reliability.Runner;

/// <summary>An operation whose work a test brings.</summary>
/// <param name="key">What it is known by.</param>
/// <param name="work">What it does; null for nothing.</param>
/// <param name="label">It in words; null for <c>do</c> and its key.</param>
public sealed class TestOperation(string key, Func<CallContext, Task<object?>>? work = null, string? label = null) : Operation
{
    /// <inheritdoc/>
    public override string Name => "test";

    /// <inheritdoc/>
    public override Destination Destination { get; } = new("Test", "n01.example.com");

    /// <inheritdoc/>
    public override string UniqueName => key;

    /// <inheritdoc/>
    public override bool IsRepeatable => !IsOnce;

    /// <summary>Whether it must not be done twice.</summary>
    public bool IsOnce { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Identity => [new("key", key)];

    /// <summary>What it does when an interrupted run may have done it; null for the same.</summary>
    public Func<CallContext, Task<object?>>? Resume { get; init; }

    /// <summary>The same operation with other words.</summary>
    public TestOperation With(string words) => new(key, work, words);

    /// <inheritdoc/>
    public override string Describe() => label ?? "do " + key;

    /// <inheritdoc/>
    public override string DescribeInFull(bool withPlace) => withPlace ? $"Do {key} on {Place}" : "Do " + key;

    /// <inheritdoc/>
    public override async Task<OperationOutcome> SendAsync(CallContext context) => new(this, work is null ? null : await work(context).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<OperationOutcome> ResumeAsync(TimeSpan? pending, CallContext context) =>
        Resume is null ? await base.ResumeAsync(pending, context).ConfigureAwait(false) : new(this, await Resume(context).ConfigureAwait(false)) { IsFromEarlierRun = true };
}
