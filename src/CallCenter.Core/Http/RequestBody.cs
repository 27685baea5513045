using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>
/// The body of a request. It is asked for when there is a connection to take it, so a request whose body was not begun cannot have
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
    /// <summary>Called when it is begun.</summary>
    public Action? OnBegun { get; set; }

#endif
    /// <summary>Withdraws it, unless it was begun: then it cannot be begun any more.</summary>
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
