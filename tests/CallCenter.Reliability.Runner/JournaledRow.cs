namespace CallCenter.Reliability.Runner;

/// <summary>A row of a run with a journal.</summary>
/// <typeparam name="TRequest">What is asked of the vendor.</typeparam>
/// <param name="Request">What is asked of the vendor.</param>
/// <param name="Number">Its number in the input.</param>
/// <param name="WasInterrupted">Whether an earlier run sent it, without anything telling whether it was done.</param>
public sealed record JournaledRow<TRequest>(TRequest Request, int Number, bool WasInterrupted);
