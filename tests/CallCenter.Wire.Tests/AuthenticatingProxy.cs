using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>A proxy for plain http and for tunnels, which wants a user name and a password, as Squid does.</summary>
internal sealed class AuthenticatingProxy : IDisposable
{
    private readonly string _credential;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private int _count;

    public AuthenticatingProxy(string user, string password)
    {
        _credential = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password));
        _listener.Start();
        Uri = new Uri("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port);
        _ = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>How many requests arrived whole, refused ones included.</summary>
    public int RequestCount => Volatile.Read(ref _count);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            using var fromClient = new NetworkStream(client, ownsSocket: true);
            while (await HttpMessage.ReadAsync(fromClient, _end.Token) is { } request)
            {
                Interlocked.Increment(ref _count);
                var (method, target) = (request.StartLine.Split(' ')[0], request.StartLine.Split(' ')[1]);
                if (!request.HeaderLines.Contains(_credential))
                {
                    await fromClient.WriteAsync(ScriptedAnswer.BytesOf(407, "<html>Who are you?</html>", "Content-Type: text/html\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"), _end.Token);
                }
                else if (method == "CONNECT")
                {
                    await TunnelAsync(fromClient, target);
                    return;
                }
                else
                {
                    await PassAsync(fromClient, new Uri(target), request);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // One of the two has gone, or the test is over.
        }
    }

    private async Task PassAsync(Stream client, Uri target, HttpMessage request)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(target.Host, target.Port, _end.Token);
        await server.GetStream().WriteAsync(request.Bytes, _end.Token);
        await client.WriteAsync((await HttpMessage.ReadAsync(server.GetStream(), _end.Token))!.Bytes, _end.Token);
    }

    private async Task TunnelAsync(Stream client, string target)
    {
        using var server = new TcpClient();
        var place = target.Split(':');
        await server.ConnectAsync(place[0], int.Parse(place[1], CultureInfo.InvariantCulture), _end.Token);
        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _end.Token);
        await Task.WhenAny(client.CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(client, _end.Token));
    }
}
