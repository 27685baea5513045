using System;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>What happens after a try.</summary>
/// <param name="Next">The next step.</param>
/// <param name="Error">What went wrong; null for a success.</param>
/// <param name="OutcomeUnknown">Whether this try or an earlier one may have been processed although no answer says so.</param>
/// <param name="Wait">How long until the next try; null when there is none, or none that waits.</param>
internal readonly record struct RetryDecision(NextStep Next, ErrorKind? Error = null, bool OutcomeUnknown = false, TimeSpan? Wait = null);

/// <summary>What follows a try.</summary>
internal enum NextStep
{
    /// <summary>The request succeeded.</summary>
    Succeed,

    /// <summary>The request failed for good.</summary>
    GiveUp,

    /// <summary>Renew the credential, and send the request again where that is possible.</summary>
    RenewCredential,

    /// <summary>Wait, then send the request again. This uses up a retry.</summary>
    SendAgain,

    /// <summary>Send the request again once the governor lets it in, like all others. This does not use up a retry.</summary>
    WaitForGovernor,
}
