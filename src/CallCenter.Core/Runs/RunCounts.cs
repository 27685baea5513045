namespace CallCenter.Core.Runs;

/// <summary>How many rows of a run have ended so far, and how.</summary>
/// <param name="Done">Rows of which everything was done.</param>
/// <param name="Failed">Errors of rows.</param>
/// <param name="Unknown">Errors of rows of which it is unknown whether they were done.</param>
/// <param name="AlreadyDone">Rows that an earlier run had done.</param>
public readonly record struct RunCounts(long Done, long Failed, long Unknown, long AlreadyDone);
