using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>A port that drops every attempt to connect, as a firewall does: its queue of connections is full, and nobody takes one.</summary>
internal sealed class FullServer : IDisposable
{
    private readonly Socket _listener;
    private readonly List<Socket> _waiting = [];

    public FullServer(IPAddress address, int port = 0)
    {
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(address, port));
        _listener.Listen(0);
        Socket next;
        do
        {
            next = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            _waiting.Add(next);
        }
        while (next.ConnectAsync(_listener.LocalEndPoint!).Wait(TimeSpan.FromMilliseconds(500)));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public Uri Uri => new($"http://127.0.0.1:{Port}");

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}
