using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>How one row ended: with a result, or with an error.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <typeparam name="TResult">What it results in.</typeparam>
/// <param name="Row">The row.</param>
/// <param name="Result">The result; meaningless when there is an error.</param>
/// <param name="Error">Why there is no result; null on success.</param>
public readonly record struct BulkOutcome<TRow, TResult>(TRow Row, TResult Result, CallCenterException? Error);
