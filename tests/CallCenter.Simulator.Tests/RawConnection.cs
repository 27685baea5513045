using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Simulator.Tests;

/// <summary>A socket to say what no HTTP client would say.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    public RawConnection(Uri server)
    {
        _client = new TcpClient(server.Host, server.Port) { ReceiveTimeout = 30_000, SendTimeout = 30_000 };
        _stream = _client.GetStream();
    }

    public static async Task<string> AskAsync(Uri server, string request)
    {
        using var connection = new RawConnection(server);
        await connection.SendAsync(request);
        return await connection.ReadToEndAsync();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Reads one answer, as far as its Content-Length says.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            answer.Append(await ReadByteAsync());
        }

        const string Name = "Content-Length: ";
        string head = answer.ToString();
        int length = head.IndexOf(Name, StringComparison.Ordinal);
        if (length < 0)
        {
            return head;
        }

        length += Name.Length;
        int count = int.Parse(head[length..head.IndexOf('\r', length)], CultureInfo.InvariantCulture);
        var body = new byte[count];
        await _stream.ReadExactlyAsync(body, Timeout());
        return head + Encoding.UTF8.GetString(body);
    }

    /// <summary>Reads until the server closes; a reset is a close too.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var bytes = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(bytes, Timeout());
        }
        catch (IOException)
        {
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public void Dispose() => _client.Dispose();

    private async Task<char> ReadByteAsync()
    {
        var one = new byte[1];
        await _stream.ReadExactlyAsync(one, Timeout());
        return (char)one[0];
    }

    private static System.Threading.CancellationToken Timeout() => new System.Threading.CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
