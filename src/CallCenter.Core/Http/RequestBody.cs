using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>
/// The body of a request. The HTTP client asks for it once it has a connection, so a request whose body was not begun cannot have
/// been processed, whatever went wrong.
/// </summary>
/// <param name="bytes">The body.</param>
internal sealed class RequestBody(byte[] bytes) : ByteArrayContent(bytes)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Withdrawn = 2;

    private int _state;

#if !NET
    /// <summary>Called when sending it begins.</summary>
    public Action? OnBegun { get; set; }

#endif
    /// <summary>Withdraws it, so that sending it can no longer begin. False when it has begun.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) != Begun;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (Interlocked.CompareExchange(ref _state, Begun, Waiting) == Withdrawn)
        {
            throw new OperationCanceledException();
        }

#if !NET
        OnBegun?.Invoke();
#endif
        return base.SerializeToStreamAsync(stream, context);
    }
}
