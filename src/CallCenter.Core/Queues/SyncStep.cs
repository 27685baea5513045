using CallCenter.Core.Text;

namespace CallCenter.Core.Queues;

/// <summary>What becomes of a change on the phone system as it is: it is made, unless it is so already or is refused.</summary>
/// <param name="IsAlreadyDone">Whether it is so already.</param>
/// <param name="Refusal">Why it is refused; null when it is not.</param>
public readonly record struct SyncStep(bool IsAlreadyDone, CallCenterException? Refusal)
{
    /// <summary>Whether it is to be made.</summary>
    public bool IsToBeMade => !IsAlreadyDone && Refusal is null;
}
