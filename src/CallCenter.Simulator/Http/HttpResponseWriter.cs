using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace CallCenter.Simulator.Http;

/// <summary>Sends answers, each with one write.</summary>
internal sealed class HttpResponseWriter(Stream stream)
{
    private readonly StringBuilder _head = new(256);

    /// <summary>Sends an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The time for the <c>Date</c> header.</param>
    /// <param name="toHead">Whether a HEAD request asked for it, which gets no body.</param>
    /// <param name="close">Whether the connection closes afterwards.</param>
    /// <returns>Whether the connection has to close, because it was asked for or because the length announced was wrong.</returns>
    public async Task<bool> WriteAsync(HttpResponse response, DateTimeOffset now, bool toHead, bool close)
    {
        var hasNoBody = response.Status is < 200 or 204 or 304;
        var body = hasNoBody ? [] : response.Body;
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        var own = new HttpHeaders(response.Headers);
        close |= (own["Content-Length"] ?? length) != length || "close".Equals(own["Connection"], StringComparison.OrdinalIgnoreCase);

        _head.Clear()
            .Append("HTTP/1.1 ").Append(response.Status.ToString(CultureInfo.InvariantCulture))
            .Append(' ').Append(response.Reason ?? ReasonPhrase(response.Status)).Append("\r\n");
        foreach (var header in own)
        {
            Append(header.Key, header.Value);
        }

        if (own["Date"] is null)
        {
            Append("Date", now.ToString("R", CultureInfo.InvariantCulture));
        }

        if (own["Content-Length"] is null && !hasNoBody)
        {
            Append("Content-Length", length);
        }

        if (close)
        {
            Append("Connection", "close");
        }

        var head = _head.Append("\r\n").ToString();
        var bodyLength = toHead ? 0 : body.Length;
        var message = new byte[head.Length + bodyLength];
        HttpRequestReader.Latin1.GetBytes(head, 0, head.Length, message, 0);
        Buffer.BlockCopy(body, 0, message, head.Length, bodyLength);
        await stream.WriteAsync(message, 0, message.Length).ConfigureAwait(false);
        return close;
    }

    private void Append(string name, string value) => _head.Append(name).Append(": ").Append(value).Append("\r\n");

    // The vendor's own codes, 472 and its like, have no registered phrase; HTTP allows an empty one.
    private static string ReasonPhrase(int status) => status switch
    {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        _ => "",
    };
}
