using CallCenter.Core.Resources;

namespace CallCenter.Core.Http;

/// <summary>One try of one request, without its query and without secrets.</summary>
/// <param name="Operation">What the request does, in words.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as sent, without the query.</param>
/// <param name="Result">The status, or the kind of fault when there was no answer.</param>
/// <param name="Milliseconds">How long this try took.</param>
/// <param name="Attempt">Which try it was, from 1.</param>
/// <param name="RequestBody">What was sent, masked; null when not wanted or empty.</param>
/// <param name="ResponseBody">What came back, masked; null when not wanted or empty.</param>
public sealed record RequestTrace(
    string Operation,
    string Method,
    string Path,
    string Result,
    long Milliseconds,
    int Attempt,
    string? RequestBody,
    string? ResponseBody)
{
    /// <summary>The trace as one line.</summary>
    public override string ToString() =>
        Messages.Format("Trace_Answer", Method, Path, Result, Milliseconds, Attempt, Operation);
}
