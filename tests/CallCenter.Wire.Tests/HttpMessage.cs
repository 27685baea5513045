using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace CallCenter.Wire.Tests;

/// <summary>A request or an answer as it went over the wire.</summary>
/// <param name="Head">The start line and the header lines, with the empty line after them.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpMessage(string Head, byte[] Body)
{
    /// <summary>The first line.</summary>
    public string StartLine => Head[..Head.IndexOf('\r', StringComparison.Ordinal)];

    /// <summary>The header lines as sent.</summary>
    public IReadOnlyList<string> HeaderLines => Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Head and body as sent.</summary>
    public byte[] Bytes => [.. Encoding.Latin1.GetBytes(Head), .. Body];

    /// <summary>Reads one message, as far as its Content-Length says; null when the other side closes instead.</summary>
    public static async Task<HttpMessage?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var text = head.ToString();
        const string Length = "Content-Length:";
        var line = text.Split("\r\n").SingleOrDefault(line => line.StartsWith(Length, StringComparison.OrdinalIgnoreCase));
        var body = new byte[line is null ? 0 : int.Parse(line[Length.Length..], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellation);
        return new HttpMessage(text, body);
    }

    private static bool EndsHead(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';
}
