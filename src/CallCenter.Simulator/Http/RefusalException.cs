using System;

namespace CallCenter.Simulator.Http;

/// <summary>A request is refused: <see cref="Status"/> is the HTTP status, the message goes into the body.</summary>
internal sealed class RefusalException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
