namespace CallCenter.Core.Runs;

/// <summary>Where a journal was torn: a run was killed, or the power went, in the middle of a write.</summary>
/// <remarks>What is lost was never confirmed to the run, so no request that was sent is missing from the journal.</remarks>
/// <param name="Line">The first line that cannot be read, counted from 1; all before it can.</param>
/// <param name="Bytes">How much is lost.</param>
public sealed record JournalTear(long Line, long Bytes);
