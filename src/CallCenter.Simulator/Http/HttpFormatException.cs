using System;

namespace CallCenter.Simulator.Http;

/// <summary>What arrived is no acceptable HTTP/1.1: the connection answers <see cref="Status"/> and closes.</summary>
internal sealed class HttpFormatException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
