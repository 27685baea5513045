using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>Accepts connections, reads a little, and ends them: what a port that belongs to something else does.</summary>
internal sealed class ClosingServer : LoopbackServer
{
    private readonly Behaviour _behaviour;

    public ClosingServer(Behaviour behaviour)
    {
        _behaviour = behaviour;
        Listen();
    }

    /// <summary>How it ends a connection.</summary>
    internal enum Behaviour
    {
        Close,
        Reset,
        Babble,
    }

    protected override async Task ServeAsync(Socket client, CancellationToken end)
    {
        await client.ReceiveAsync(new byte[4096], end);
        if (_behaviour == Behaviour.Reset)
        {
            client.LingerState = new LingerOption(true, 0);
        }
        else if (_behaviour == Behaviour.Babble)
        {
            await client.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), end);
        }
    }
}
