using CallCenter.Core.Text;

namespace CallCenter.Core.Queues;

/// <summary>How one sign-in or sign-out ended.</summary>
/// <param name="Queue">The queue's number.</param>
/// <param name="Message">The phone system's own words.</param>
/// <param name="Error">Why it did not succeed; null when it did.</param>
public sealed record QueueOutcome(string Queue, string? Message, CallCenterException? Error = null);
