using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace CallCenter.Simulator.Http;

/// <summary>Reads one request after the other from a connection, through one buffer that pipelined requests share.
/// Strict (RFC 9112): what could be read in two ways is refused.</summary>
internal sealed class HttpRequestReader(Stream stream)
{
    /// <summary>The longest head of a request, in bytes.</summary>
    public const int MaxHead = 32 * 1024;

    /// <summary>The longest body of a request, in bytes.</summary>
    public const int MaxBody = 1024 * 1024;

    /// <summary>One character, one byte: how HTTP heads travel.</summary>
    public static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;

    private int Buffered => _end - _start;

    /// <summary>Reads the next request.</summary>
    /// <returns>The request; null when the client closed the connection between two requests.</returns>
    /// <exception cref="RefusalException">What arrived is refused.</exception>
    /// <exception cref="EndOfStreamException">The client went away in the middle of a request.</exception>
    public async Task<HttpRequest?> ReadAsync()
    {
        var head = await ReadHeadAsync().ConfigureAwait(false);
        if (head is null)
        {
            return null;
        }

        var line = head.IndexOf("\r\n", StringComparison.Ordinal);
        var parts = head.Substring(0, line).Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]))
        {
            throw new RefusalException(400, "malformed request line");
        }

        var isHttp10 = parts[2] == "HTTP/1.0";
        if (!isHttp10 && parts[2] != "HTTP/1.1")
        {
            throw new RefusalException(parts[2].StartsWith("HTTP/", StringComparison.Ordinal) ? 505 : 400, "HTTP/1.1 is spoken here");
        }

        var headers = ParseHeaders(head, line + 2);
        if (headers["Host"] is not { } host ? !isHttp10 : host.IndexOf(',') >= 0)
        {
            throw new RefusalException(400, "one Host header is required");
        }

        var target = OriginForm(parts[1]);
        var question = target.IndexOf('?');
        string path;
        IReadOnlyList<KeyValuePair<string, string>> query;
        try
        {
            path = UrlEncoded.Decode(question < 0 ? target : target.Substring(0, question), plusIsSpace: false);
            query = UrlEncoded.Parse(question < 0 ? "" : target.Substring(question + 1));
        }
        catch (FormatException e)
        {
            throw new RefusalException(400, "malformed request target: " + e.Message);
        }

        var body = await ReadBodyAsync(headers, isHttp10).ConfigureAwait(false);
        var connection = headers["Connection"];
        var closes = isHttp10 || (connection is not null && connection.IndexOf("close", StringComparison.OrdinalIgnoreCase) >= 0);
        return new HttpRequest(parts[0], parts[1], path, query, headers, body, closes);
    }

    /// <summary>The request line and the header lines, each with its CRLF; null at the end of the connection.</summary>
    private async Task<string?> ReadHeadAsync()
    {
        var lineStart = 0;
        var scanned = 0;
        while (true)
        {
            var feed = Array.IndexOf(_buffer, (byte)'\n', _start + scanned, Buffered - scanned) - _start;
            if (feed < 0)
            {
                scanned = Buffered;

                // Whoever speaks TLS to this port sends no line end; tell them instead of waiting for one.
                if (scanned > 0 && _buffer[_start] != '\r' && !IsTokenChar((char)_buffer[_start]))
                {
                    throw new RefusalException(400, "this is no HTTP request");
                }

                if (scanned > MaxHead)
                {
                    throw new RefusalException(431, "the head of the request is too long");
                }

                if (await FillAsync().ConfigureAwait(false))
                {
                    continue;
                }

                return scanned == 0 ? null : throw new EndOfStreamException();
            }

            if (feed == lineStart || _buffer[_start + feed - 1] != '\r')
            {
                throw new RefusalException(400, "a line must end with CR LF");
            }

            var isEmptyLine = feed - 1 == lineStart;
            scanned = lineStart = feed + 1;
            if (scanned > MaxHead)
            {
                throw new RefusalException(431, "the head of the request is too long");
            }

            if (isEmptyLine && feed > 1)
            {
                var head = Latin1.GetString(_buffer, _start, feed - 1);
                _start += scanned;
                return head;
            }

            if (isEmptyLine)
            {
                // Empty lines before a request are to be ignored.
                _start += scanned;
                scanned = lineStart = 0;
            }
        }
    }

    private static HttpHeaders ParseHeaders(string head, int position)
    {
        var headers = new HttpHeaders();
        while (position < head.Length)
        {
            var end = head.IndexOf("\r\n", position, StringComparison.Ordinal);
            var colon = head.IndexOf(':', position, end - position);
            if (colon < 0)
            {
                throw new RefusalException(400, "a header line without a colon");
            }

            var name = head.Substring(position, colon - position);
            var value = head.Substring(colon + 1, end - colon - 1).Trim(' ', '\t');
            if (!IsToken(name))
            {
                throw new RefusalException(400, "malformed header name");
            }

            foreach (var c in value)
            {
                if (c is (< ' ' and not '\t') or '\x7f')
                {
                    throw new RefusalException(400, "a control character in a header");
                }
            }

            headers.Add(name, value);
            position = end + 2;
        }

        return headers;
    }

    private static string OriginForm(string target)
    {
        if (target.IndexOf('#') >= 0)
        {
            throw new RefusalException(400, "a fragment in the request target");
        }

        if (target.Length > 0 && target[0] == '/')
        {
            return target;
        }

        // A client that takes this for its proxy sends the whole URL; servers must accept it.
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0)
        {
            throw new RefusalException(400, "malformed request target");
        }

        var slash = target.IndexOf('/', scheme + 3);
        return slash < 0 ? "/" : target.Substring(slash);
    }

    private async Task<byte[]> ReadBodyAsync(HttpHeaders headers, bool isHttp10)
    {
        var coding = headers["Transfer-Encoding"];
        var announced = headers["Content-Length"];
        var mayContinue = WantsContinue(headers["Expect"]);

        if (coding is not null)
        {
            if (announced is not null || isHttp10)
            {
                throw new RefusalException(400, "Transfer-Encoding together with Content-Length or HTTP/1.0");
            }

            if (!coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            {
                throw new RefusalException(501, "chunked is the only transfer coding here");
            }

            if (mayContinue && Buffered == 0)
            {
                await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
            }

            return await ReadChunksAsync().ConfigureAwait(false);
        }

        if (announced is null)
        {
            return [];
        }

        // NumberStyles.None: digits only, no sign, no space, no comma.
        if (!long.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new RefusalException(400, "malformed Content-Length");
        }

        if (length > MaxBody)
        {
            throw new RefusalException(413, "the body is too long");
        }

        if (mayContinue && Buffered < length)
        {
            await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        }

        return await ReadExactlyAsync((int)length).ConfigureAwait(false);
    }

    private static bool WantsContinue(string? expect)
    {
        if (expect is null)
        {
            return false;
        }

        return expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new RefusalException(417, "100-continue is the only expectation here");
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using var body = new MemoryStream();
        while (true)
        {
            var length = ChunkLength(await ReadLineAsync().ConfigureAwait(false));
            if (length == 0)
            {
                break;
            }

            if (body.Length + length > MaxBody)
            {
                throw new RefusalException(413, "the body is too long");
            }

            var chunk = await ReadExactlyAsync(length).ConfigureAwait(false);
#pragma warning disable CA1849 // In memory.
            body.Write(chunk, 0, length);
#pragma warning restore CA1849
            if ((await ReadLineAsync().ConfigureAwait(false)).Length != 0)
            {
                throw new RefusalException(400, "a chunk longer than its length");
            }
        }

        // Trailers carry nothing that either vendor reads, but have to be taken off the wire.
        var trailers = 0;
        string trailer;
        do
        {
            trailer = await ReadLineAsync().ConfigureAwait(false);
            trailers += trailer.Length;
            if (trailers > MaxHead)
            {
                throw new RefusalException(431, "the trailers are too long");
            }
        }
        while (trailer.Length != 0);

        return body.ToArray();
    }

    private static int ChunkLength(string line)
    {
        var length = 0;
        var digits = 0;
        while (digits < line.Length && UrlEncoded.Hex(line[digits]) is >= 0 and var digit)
        {
            length = (length << 4) | digit;
            if (length > MaxBody)
            {
                throw new RefusalException(413, "the body is too long");
            }

            digits++;
        }

        var rest = line.Substring(digits).Trim(' ', '\t');
        if (digits == 0 || (rest.Length > 0 && rest[0] != ';'))
        {
            throw new RefusalException(400, "malformed chunk length");
        }

        return length;
    }

    /// <summary>A line of the chunked framing, without its CRLF.</summary>
    private async Task<string> ReadLineAsync()
    {
        var scanned = 0;
        while (true)
        {
            var feed = Array.IndexOf(_buffer, (byte)'\n', _start + scanned, Buffered - scanned) - _start;
            if (feed >= 0)
            {
                if (feed == 0 || _buffer[_start + feed - 1] != '\r')
                {
                    throw new RefusalException(400, "a line must end with CR LF");
                }

                var line = Latin1.GetString(_buffer, _start, feed - 1);
                _start += feed + 1;
                return line;
            }

            scanned = Buffered;
            if (scanned > MaxHead)
            {
                throw new RefusalException(400, "a line is too long");
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int length)
    {
        if (length == 0)
        {
            return [];
        }

        var bytes = new byte[length];
        var count = Math.Min(length, Buffered);
        Buffer.BlockCopy(_buffer, _start, bytes, 0, count);
        _start += count;
        while (count < length)
        {
            var read = await stream.ReadAsync(bytes, count, length - count).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            count += read;
        }

        return bytes;
    }

    /// <summary>Reads more into the buffer, making room first.</summary>
    /// <returns>Whether there was more.</returns>
    private async Task<bool> FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            if (_start == 0)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            Buffer.BlockCopy(_buffer, _start, _buffer, 0, Buffered);
            _end -= _start;
            _start = 0;
        }

        var read = await stream.ReadAsync(_buffer, _end, _buffer.Length - _end).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private static bool IsToken(string text)
    {
        foreach (var c in text)
        {
            if (!IsTokenChar(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool IsTokenChar(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9'
        or '-' or '_' or '.' or '!' or '#' or '$' or '%' or '&' or '\'' or '*' or '+' or '^' or '`' or '|' or '~';
}
