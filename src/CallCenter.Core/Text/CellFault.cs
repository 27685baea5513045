namespace CallCenter.Core.Text;

/// <summary>Why a cell cannot be used.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Field">The name of its field.</param>
/// <param name="Detail">What else the message says, in words; null for nothing.</param>
public sealed record CellFault(ErrorKind Kind, string Field, string? Detail = null)
{
    /// <summary>The fault as the error of a row.</summary>
    /// <param name="subject">The row, for the message, such as <c>Row 3 (agent 5003)</c>.</param>
    public CallCenterException ToException(string subject) => Failure.Local(Kind, subject, Field, Detail);
}
