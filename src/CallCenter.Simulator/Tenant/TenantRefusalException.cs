using System;

namespace CallCenter.Simulator.Tenant;

/// <summary>The tenant refuses a request: <see cref="Status"/> is the HTTP status, the message goes into the body.</summary>
internal sealed class TenantRefusalException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
