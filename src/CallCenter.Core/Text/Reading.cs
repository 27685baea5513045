using System.Collections.Generic;
using System.Linq;

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

/// <summary>What reading a cell gave: its value, nothing if it is blank, or a fault.</summary>
/// <typeparam name="T">What the cell holds.</typeparam>
/// <param name="Value">The value; null if the cell is blank or cannot be sent. An unlikely value is here too, with its fault.</param>
/// <param name="Fault">Why the cell cannot be used as it is; null if it can.</param>
public readonly record struct Reading<T>(T? Value, CellFault? Fault = null)
{
    /// <summary>The value, null if the cell is blank.</summary>
    /// <param name="subject">The row, for the message.</param>
    /// <param name="accepted">The kinds of fault that are none this time; only with an unlikely value does that help.</param>
    /// <exception cref="CallCenterException">The cell cannot be used.</exception>
    public T? OrThrow(string subject, IReadOnlyCollection<ErrorKind>? accepted = null) =>
        Fault is null || (Value is not null && accepted?.Contains(Fault.Kind) == true) ? Value : throw Fault.ToException(subject);
}
