using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace CallCenter.Simulator.Http;

/// <summary>One client's connection: reads a request, answers it, reads the next.</summary>
internal sealed class HttpConnection(
    Socket socket,
    X509Certificate2? certificate,
    Func<HttpRequest, Task<HttpResponse>> answer,
    Func<DateTimeOffset> utcNow) : IDisposable
{
    /// <summary>Serves the connection until either side closes it.</summary>
    public async Task ServeAsync()
    {
        try
        {
            socket.NoDelay = true;
            using var network = new NetworkStream(socket, ownsSocket: true);
            if (certificate is null)
            {
                await ServeAsync(network).ConfigureAwait(false);
                return;
            }

            using var secure = new SslStream(network);
#pragma warning disable CA5398 // The same on both platforms: what .NET Framework would choose may be less.
            await secure.AuthenticateAsServerAsync(certificate, false, SslProtocols.Tls12, false).ConfigureAwait(false);
#pragma warning restore CA5398
            await ServeAsync(secure).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException or InvalidOperationException)
        {
            // The client went away, or Dispose closed the connection under it. Nobody is left to answer in either case.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the connection, whatever it is doing.</summary>
    public void Dispose() => socket.Dispose();

    private async Task ServeAsync(Stream stream)
    {
        var reader = new HttpRequestReader(stream);
        var writer = new HttpResponseWriter(stream);
        var close = false;
        while (!close)
        {
            HttpRequest? request;
            try
            {
                request = await reader.ReadAsync().ConfigureAwait(false);
            }
            catch (RefusalException e)
            {
                // Past this point nobody knows where the next request starts.
                var refusal = HttpResponse.Json(e.Status, ("message", e.Message));
                await writer.WriteAsync(refusal, utcNow(), toHead: false, close: true).ConfigureAwait(false);
                break;
            }

            if (request is null)
            {
                return;
            }

            var response = LocalCaller.IsForeign(request.Headers)
                ? HttpResponse.Json(403, ("message", "simulator: the Host or Origin of this request is not this machine"))
                : await answer(request).ConfigureAwait(false);
            if (response.IsLost)
            {
                return;
            }

            close = await writer.WriteAsync(response, utcNow(), request.Method == "HEAD", request.Closes).ConfigureAwait(false);
        }

        await LingerAsync(stream).ConfigureAwait(false);
    }

    // Closing a socket with bytes unread resets the connection, and the reset can overtake the answer.
    private async Task LingerAsync(Stream stream)
    {
        socket.Shutdown(SocketShutdown.Send);
        var timeout = Task.Delay(TimeSpan.FromSeconds(1));
        var rest = new byte[4096];
        Task<int> read;
        do
        {
            read = stream.ReadAsync(rest, 0, rest.Length);
            if (await Task.WhenAny(read, timeout).ConfigureAwait(false) == timeout)
            {
                // Dispose ends the read, whose failure then means nothing.
                _ = read.ContinueWith(static failed => _ = failed.Exception, TaskScheduler.Default);
                return;
            }
        }
        while (await read.ConfigureAwait(false) > 0);
    }
}
