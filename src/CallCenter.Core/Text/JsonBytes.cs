using System;
#if NET
using System.Buffers;
#else
using System.IO;
#endif
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CallCenter.Core.Text;

/// <summary>Writes JSON objects whose texts stay as they are: they go to a vendor or into a file, and into no web page.</summary>
internal static class JsonBytes
{
    // Most objects are shorter. A JSON writer whose buffer is too small adds four kilobytes.
    private const int UsualLength = 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object, in UTF-8.</summary>
    /// <param name="members">Writes its members.</param>
    public static byte[] Of(Action<Utf8JsonWriter> members)
    {
#if NET
        var buffer = new ArrayBufferWriter<byte>(UsualLength);
#else
        using var buffer = new MemoryStream(UsualLength);
#endif
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

#if NET
        return buffer.WrittenSpan.ToArray();
#else
        return buffer.ToArray();
#endif
    }
}
