#if NET
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Core.Http;

/// <summary>
/// Connects to whichever address of a name answers first (RFC 8305), so that an unreachable address family costs a moment
/// and not the entire timeout. .NET Framework tries one address after the other, and has no setting for it.
/// </summary>
internal static class AddressRace
{
    // How long one address is tried alone before the next one is tried too.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to a name.</summary>
    /// <exception cref="SocketException">The name does not resolve in time, or none of its addresses answers.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellation).ConfigureAwait(false);
        return new NetworkStream(await ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false), ownsSocket: true);
    }

    /// <summary>Connects to one of several addresses.</summary>
    /// <exception cref="SocketException">None of them answers.</exception>
    internal static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellation)
    {
        using var losing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = new Queue<IPAddress>(Alternate(addresses));
        var running = new List<Task<Socket>>();
        try
        {
            while (true)
            {
                if (waiting.TryDequeue(out var address))
                {
                    running.Add(ConnectAsync(address, port, losing.Token));
                }

                var ended = await EndedAsync(running, waiting.Count > 0, losing.Token).ConfigureAwait(false);
                if (ended is { IsCompletedSuccessfully: true } || (ended is not null && running.Count == 1 && waiting.Count == 0))
                {
                    running.Remove(ended);
                    return await ended.ConfigureAwait(false);
                }

                if (ended is not null)
                {
                    running.Remove(ended);
                }
            }
        }
        finally
        {
            await losing.CancelAsync().ConfigureAwait(false);
            running.ForEach(Discard);
        }
    }

    // The system's resolver cannot be stopped, but we need not wait for it.
    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }
    }

    /// <summary>The addresses in the system's order, alternating between the families.</summary>
    private static IEnumerable<IPAddress> Alternate(IReadOnlyList<IPAddress> addresses) => addresses
        .GroupBy(address => address.AddressFamily)
        .SelectMany(family => family.Select((address, place) => (address, place)))
        .OrderBy(one => one.place)
        .Select(one => one.address);

    private static async Task<Task<Socket>?> EndedAsync(List<Task<Socket>> running, bool hasNext, CancellationToken cancellation)
    {
        var any = Task.WhenAny(running);
        return hasNext && await Task.WhenAny(any, Task.Delay(HeadStart, cancellation)).ConfigureAwait(false) != any
            ? null
            : await any.ConfigureAwait(false);
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellation).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Closes a connection that was made after all; otherwise observes its exception.</summary>
    private static void Discard(Task<Socket> loser) => loser.ContinueWith(
        static ended =>
        {
            if (ended.Exception is null)
            {
                ended.Result.Dispose();
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
#endif
