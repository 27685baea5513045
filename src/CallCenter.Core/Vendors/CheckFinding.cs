using System;

namespace CallCenter.Core.Vendors;

/// <summary>What one check of one server found.</summary>
/// <param name="Target">Which server.</param>
/// <param name="Server">Its address, without secrets.</param>
/// <param name="Step">What was checked.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Message">What was found, in words.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
public sealed record CheckFinding(CheckTarget Target, Uri Server, CheckStep Step, CheckResult Result, string Message, string? Advice = null);
