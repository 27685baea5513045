using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>The lines of a journal: one JSON object each, in UTF-8, ended by a line feed.</summary>
internal static class JournalFormat
{
    /// <summary>What every journal begins with; a file that does not is none.</summary>
    public const string Beginning = "{\"journal\":\"" + Mark + "\"";

    private const string Mark = "CallCenter";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int LongestLabel = 200;
    private const int LongestError = 100;
    private const int LongestMessage = 1000;

    // A journal is read by people too, so names stay as they are. It goes into no web page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] States = ["sending", "done", "failed", "unknown", "stopped"];

    public static byte[] Header(JournalHeader header) => Line(json =>
    {
        json.WriteString("journal", Mark);
        json.WriteNumber("version", header.Version);
        json.WriteString("command", Whole(header.Command));
        json.WriteString("server", Whole(header.Server));
        json.WriteString("created", Time(header.Created));
    });

    public static byte[] Run(DateTime at) => Line(json => json.WriteString("run", Time(at)));

    public static byte[] Record(JournalRecord record) => Line(json =>
    {
        json.WriteString("row", record.Row.ToString());
        if (record.Number is { } number)
        {
            json.WriteNumber("n", number);
        }

        WriteText(json, "label", record.Label, LongestLabel);
        json.WriteString("state", States[(int)record.State]);
        json.WriteString("at", Time(record.At));
        WriteText(json, "error", record.Error, LongestError);
        WriteText(json, "message", record.Message, LongestMessage);
    });

    /// <summary>The header, if the line is one of whatever version.</summary>
    public static JournalHeader? ReadHeader(JsonElement line)
    {
        if (Text(line, "journal") != Mark || !line.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number))
        {
            return null;
        }

        // A newer version may have named the rest otherwise.
        if (number > JournalHeader.KnownVersion)
        {
            return new JournalHeader(string.Empty, string.Empty) { Version = number };
        }

        return Text(line, "command") is { } command && Text(line, "server") is { } server && TryTime(line, "created", out var created)
            ? new JournalHeader(command, server) { Version = number, Created = created }
            : null;
    }

    /// <summary>When the run began that this line begins; null when it is another line.</summary>
    public static DateTime? ReadRun(JsonElement line) => TryTime(line, "run", out var at) ? at : null;

    /// <summary>The record on this line; null when it is another line.</summary>
    public static JournalRecord? ReadRecord(JsonElement line)
    {
        var state = Array.IndexOf(States, Text(line, "state"));
        if (state < 0 || !RowId.TryParse(Text(line, "row"), out var row) || !TryTime(line, "at", out var at))
        {
            return null;
        }

        return new JournalRecord(row, (JournalState)state, at)
        {
            Number = line.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var number) ? number : null,
            Label = Text(line, "label"),
            Error = Text(line, "error"),
            Message = Text(line, "message"),
        };
    }

    private static byte[] Line(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text, int longest)
    {
        if (text is not null)
        {
            json.WriteString(name, Whole(Excerpt.Of(text, longest)));
        }
    }

    // The JSON writer refuses half a character, and a journal must not fail over the name of a row.
    private static string Whole(string text) =>
        text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static string Time(DateTime at) => at.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static bool TryTime(JsonElement line, string name, out DateTime at) =>
        DateTime.TryParseExact(
            Text(line, name),
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out at);

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
