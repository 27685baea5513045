namespace CallCenter.Core.Runs;

/// <summary>How many rows of a run came to which end so far.</summary>
/// <param name="Done">Rows that were done whole.</param>
/// <param name="Failed">Errors of rows.</param>
/// <param name="Unknown">Errors of rows of which nothing says whether they were done.</param>
/// <param name="AlreadyDone">Rows that an earlier run had done.</param>
public readonly record struct RunCounts(long Done, long Failed, long Unknown, long AlreadyDone);
