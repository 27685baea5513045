using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace CallCenter.Simulator.Http;

/// <summary>Reads the requests of a connection, one after the other. It is strict (RFC 9112): it refuses what could be read in two ways.</summary>
internal sealed class HttpRequestReader(Stream stream)
{
    /// <summary>The longest line of a head, in bytes.</summary>
    public const int MaxLine = 32 * 1024;

    /// <summary>The longest body of a request, in bytes.</summary>
    public const int MaxBody = 1024 * 1024;

    /// <summary>One character, one byte: how HTTP heads travel.</summary>
    public static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    private const byte TlsHandshake = 0x16;
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    // From _start to _end it holds what was received and not read yet, which may include the next request.
    private readonly byte[] _buffer = new byte[MaxLine];
    private int _start;
    private int _end;

    private int Buffered => _end - _start;

    /// <summary>Reads the next request.</summary>
    /// <returns>The request; null when the client closed the connection between two requests.</returns>
    /// <exception cref="RefusalException">The request is malformed or too long.</exception>
    /// <exception cref="EndOfStreamException">The client went away in the middle of a request.</exception>
    public async Task<HttpRequest?> ReadAsync()
    {
        if (Buffered == 0 && !await FillAsync().ConfigureAwait(false))
        {
            return null;
        }

        // A client that speaks TLS to a plain port sends no line end, and waits for an answer.
        if (_buffer[_start] == TlsHandshake)
        {
            throw Malformed("this port does not speak TLS");
        }

        string line;
        do
        {
            line = await ReadLineAsync().ConfigureAwait(false);
        }
        while (line.Length == 0);

        var parts = line.Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]) || !WithoutServer(parts[1]).StartsWith("/", StringComparison.Ordinal) || !parts[2].StartsWith("HTTP/", StringComparison.Ordinal))
        {
            throw Malformed("malformed request line");
        }

        if (parts[2] != "HTTP/1.1")
        {
            throw new RefusalException(505, "this server speaks HTTP/1.1 only");
        }

        var headers = await ReadHeadersAsync().ConfigureAwait(false);
        var body = await ReadBodyAsync(headers).ConfigureAwait(false);
        try
        {
            return new HttpRequest(parts[0], WithoutServer(parts[1]), headers, body);
        }
        catch (FormatException e)
        {
            throw Malformed("malformed request target: " + e.Message);
        }
    }

    // A client that takes this for its proxy sends the whole address, and a server must accept that.
    private static string WithoutServer(string target)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || target[0] == '/')
        {
            return target;
        }

        var path = target.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : target.Substring(path);
    }

    private async Task<HttpHeaders> ReadHeadersAsync()
    {
        var fields = new List<KeyValuePair<string, string>>();
        string line;
        while ((line = await ReadLineAsync().ConfigureAwait(false)).Length > 0)
        {
            var colon = line.IndexOf(':');
            var name = line.Substring(0, Math.Max(colon, 0));
            if (!IsToken(name))
            {
                throw Malformed("malformed header");
            }

            fields.Add(new(name, line.Substring(colon + 1).Trim(' ', '\t')));
        }

        var headers = new HttpHeaders(fields);
        return headers["Host"] is { } host && host.IndexOf(',') < 0 ? headers : throw Malformed("one Host header is required");
    }

    private async Task<byte[]> ReadBodyAsync(HttpHeaders headers)
    {
        var coding = headers["Transfer-Encoding"];
        var announced = headers["Content-Length"];
        if (coding is null && announced is null)
        {
            return [];
        }

        if (coding is not null && announced is not null)
        {
            throw Malformed("Transfer-Encoding together with Content-Length");
        }

        if (coding is not null && !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusalException(501, "chunked is the only transfer coding here");
        }

        var length = announced is null ? 0 : ParseLength(announced, NumberStyles.None);

        // What Windows PowerShell's web cmdlets ask for before they send a body.
        if (headers["Expect"] is not null && Buffered == 0)
        {
            await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        }

        return coding is null
            ? await ReadExactlyAsync(length).ConfigureAwait(false)
            : await ReadChunksAsync().ConfigureAwait(false);
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        var body = new List<byte>();
        while (true)
        {
            var line = await ReadLineAsync().ConfigureAwait(false);
            var length = ParseLength(line.Split(';')[0].TrimEnd(), NumberStyles.AllowHexSpecifier);
            if (length == 0)
            {
                break;
            }

            if (body.Count + length > MaxBody)
            {
                throw TooLong();
            }

            body.AddRange(await ReadExactlyAsync(length).ConfigureAwait(false));
            if ((await ReadLineAsync().ConfigureAwait(false)).Length > 0)
            {
                throw Malformed("a chunk longer than its length");
            }
        }

        // Neither vendor reads trailers.
        while ((await ReadLineAsync().ConfigureAwait(false)).Length > 0)
        {
        }

        return [.. body];
    }

    /// <summary>Reads a line.</summary>
    /// <returns>The line without its CR LF.</returns>
    private async Task<string> ReadLineAsync()
    {
        int feed;
        var scanned = 0;
        while ((feed = Array.IndexOf(_buffer, (byte)'\n', _start + scanned, Buffered - scanned)) < 0)
        {
            scanned = Buffered;
            if (scanned == _buffer.Length)
            {
                throw new RefusalException(431, "a line is too long");
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }
        }

        var end = Array.IndexOf(_buffer, (byte)'\r', _start, feed - _start);
        if (end < 0 || end != feed - 1)
        {
            throw Malformed("a line must end with CR LF");
        }

        var line = Latin1.GetString(_buffer, _start, end - _start);
        _start = feed + 1;
        return line;
    }

    private async Task<byte[]> ReadExactlyAsync(int length)
    {
        var bytes = new byte[length];
        var count = 0;
        while (count < length)
        {
            if (Buffered == 0 && !await FillAsync().ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }

            var part = Math.Min(length - count, Buffered);
            Buffer.BlockCopy(_buffer, _start, bytes, count, part);
            _start += part;
            count += part;
        }

        return bytes;
    }

    /// <summary>Receives more into the buffer, which must have room.</summary>
    /// <returns>Whether there was more.</returns>
    private async Task<bool> FillAsync()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, Buffered);
        _end -= _start;
        _start = 0;
        var read = await stream.ReadAsync(_buffer, _end, _buffer.Length - _end).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private static int ParseLength(string text, NumberStyles digits)
    {
        if (!ulong.TryParse(text, digits, CultureInfo.InvariantCulture, out var length))
        {
            throw Malformed("malformed length");
        }

        return length <= MaxBody ? (int)length : throw TooLong();
    }

    private static bool IsToken(string text) => text.Length > 0 && text.All(static c =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9'
        or '-' or '_' or '.' or '!' or '#' or '$' or '%' or '&' or '\'' or '*' or '+' or '^' or '`' or '|' or '~');

    private static RefusalException Malformed(string message) => new(400, message);

    private static RefusalException TooLong() => new(413, "the body is too long");
}
