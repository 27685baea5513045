using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>A proxy for plain http and for tunnels, which wants a user name and a password, as Squid does.</summary>
internal sealed class AuthenticatingProxy : LoopbackServer
{
    private readonly string _credential;
    private int _count;

    public AuthenticatingProxy(string user, string password)
    {
        _credential = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password));
        Listen();
    }

    /// <summary>How many requests arrived whole, refused ones included.</summary>
    public int RequestCount => Volatile.Read(ref _count);

    protected override async Task ServeAsync(Socket client, CancellationToken end)
    {
        using var fromClient = new NetworkStream(client);
        while (await HttpMessage.ReadAsync(fromClient, end) is { } request)
        {
            Interlocked.Increment(ref _count);
            var (method, target) = (request.StartLine.Split(' ')[0], request.StartLine.Split(' ')[1]);
            if (!request.HeaderLines.Contains(_credential))
            {
                await fromClient.WriteAsync(ScriptedAnswer.BytesOf(407, "<html>Who are you?</html>", "Content-Type: text/html\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"), end);
            }
            else if (method == "CONNECT")
            {
                await TunnelAsync(fromClient, target, end);
                return;
            }
            else
            {
                await PassAsync(fromClient, new Uri(target), request, end);
            }
        }
    }

    private static async Task PassAsync(Stream client, Uri target, HttpMessage request, CancellationToken end)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(target.Host, target.Port, end);
        await server.GetStream().WriteAsync(request.Bytes, end);
        await client.WriteAsync((await HttpMessage.ReadAsync(server.GetStream(), end))!.Bytes, end);
    }

    private static async Task TunnelAsync(Stream client, string target, CancellationToken end)
    {
        using var server = new TcpClient();
        var place = target.Split(':');
        await server.ConnectAsync(place[0], int.Parse(place[1], CultureInfo.InvariantCulture), end);
        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), end);
        await Task.WhenAny(client.CopyToAsync(server.GetStream(), end), server.GetStream().CopyToAsync(client, end));
    }
}
