using CallCenter.Core.Runs;

namespace CallCenter.Commands;

/// <summary>A row on its way: the pipeline reuses the cmdlet for the next one, so this one is a copy.</summary>
/// <typeparam name="TRequest">What is asked of the vendor.</typeparam>
/// <param name="Request">What is asked of the vendor.</param>
/// <param name="Key">What must not come twice in one run.</param>
/// <param name="Target">What an error hands back, to be piped in again.</param>
internal sealed record BulkRow<TRequest>(TRequest Request, string Key, object Target)
{
    /// <summary>The number of the row in the input.</summary>
    public int Number { get; init; }

    /// <summary>What the journal knows the row by; nothing without a journal.</summary>
    public RowId Id { get; init; }

    /// <summary>Whether an interrupted run sent it, without anything telling whether it was done.</summary>
    public bool WasInterrupted { get; init; }
}
