using System.Collections.Generic;

namespace CallCenter.Core.Runs;

/// <summary>A row of a run: operations in order, of which the first is a condition for the others.</summary>
/// <param name="Number">The row's number in the input, from 1.</param>
/// <param name="Target">The input, which an error hands back.</param>
/// <param name="Operations">What is to be done.</param>
public sealed record RunRow(int Number, object Target, IReadOnlyList<Operation> Operations)
{
    /// <summary>What earlier runs left of each operation, null for one that they never reached. Without a journal the list itself is null.</summary>
    public IReadOnlyList<JournalState?>? Earlier { get; init; }

    /// <summary>What it does, in words. For any thread.</summary>
    public string Describe() => Operations[0].Describe();
}
