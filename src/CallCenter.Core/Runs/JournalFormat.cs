using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>The lines of a journal: one JSON object each, in UTF-8, ended by a line feed.</summary>
internal static class JournalFormat
{
    /// <summary>What every journal begins with; any other file is not a journal.</summary>
    public const string Beginning = "{\"journal\":\"" + Mark + "\"";

    /// <summary>The version of the format that this module writes and reads.</summary>
    public const int Version = 2;

    private const string Mark = "CallCenter";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int MaxLabelLength = 200;
    private const int MaxErrorLength = 100;
    private const int MaxMessageLength = 1000;

    private static readonly string[] States = ["sending", "done", "failed", "unknown", "stopped"];

    public static byte[] Header(JournalRun first) => Line(json =>
    {
        json.WriteString("journal", Mark);
        json.WriteNumber("version", Version);
        WriteRun(json, "created", first);
    });

    public static byte[] Run(JournalRun run) => Line(json => WriteRun(json, "run", run));

    public static byte[] Record(JournalRecord record) => Line(json =>
    {
        json.WriteString("row", record.Id.ToString());
        WriteText(json, "op", record.Operation, MaxLabelLength);
        WriteText(json, "to", record.Destination, MaxLabelLength);
        if (record.Number is { } number)
        {
            json.WriteNumber("n", number);
        }

        WriteText(json, "label", record.Label, MaxLabelLength);
        json.WriteString("state", States[(int)record.State]);
        json.WriteString("at", Time(record.At));
        if (record.Timeout is { } timeout)
        {
            json.WriteNumber("timeout", timeout.TotalSeconds);
        }

        WriteText(json, "error", record.Error, MaxErrorLength);
        WriteText(json, "message", record.Message, MaxMessageLength);
        if (record.IsHandedOn is { } isHandedOn)
        {
            json.WriteBoolean("handedOn", isHandedOn);
        }
    });

    /// <summary>The version that a header names; null when the line is no header.</summary>
    public static int? ReadVersion(JsonElement line) =>
        Text(line, "journal") == Mark && line.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
        && version.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>The first run, if the line is a header of this version.</summary>
    public static JournalRun? ReadHeader(JsonElement line) => ReadVersion(line) == Version ? ReadRun(line, "created") : null;

    /// <summary>The run that begins with this line; null when it is another line.</summary>
    public static JournalRun? ReadRun(JsonElement line) => ReadRun(line, "run");

    /// <summary>The record on this line; null when it is another line.</summary>
    public static JournalRecord? ReadRecord(JsonElement line)
    {
        var state = Array.IndexOf(States, Text(line, "state"));
        if (state < 0 || !OperationId.TryParse(Text(line, "row"), out var id) || !TryTime(line, "at", out var at))
        {
            return null;
        }

        return new JournalRecord(id, (JournalState)state, at)
        {
            Number = line.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var number) ? number : null,
            Timeout = ReadTimeout(line),
            Label = Text(line, "label"),
            Error = Text(line, "error"),
            Message = Text(line, "message"),
            IsHandedOn = line.TryGetProperty("handedOn", out var handedOn) && handedOn.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? handedOn.GetBoolean()
                : null,
        };
    }

    // No run writes other values, but somebody may have edited the file.
    private static TimeSpan? ReadTimeout(JsonElement line) =>
        line.TryGetProperty("timeout", out var timeout) && timeout.ValueKind == JsonValueKind.Number && timeout.TryGetDouble(out var seconds) && seconds is > 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static void WriteRun(Utf8JsonWriter json, string time, JournalRun run)
    {
        json.WriteString(time, Time(run.At));
        json.WriteString("command", Whole(run.Command));
        json.WriteStartObject("to");
        foreach (var destination in run.Destinations)
        {
            json.WriteString(destination.System, Whole(destination.Name));
        }

        json.WriteEndObject();
        if (run.Accounts.Count == 0)
        {
            return;
        }

        json.WriteStartObject("as");
        foreach (var account in run.Accounts)
        {
            json.WriteString(account.Key, Whole(account.Value));
        }

        json.WriteEndObject();
    }

    private static JournalRun? ReadRun(JsonElement line, string time)
    {
        if (!TryTime(line, time, out var at) || Text(line, "command") is not { } command
            || !line.TryGetProperty("to", out var systems) || systems.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var destinations = Texts(systems).Select(system => new Destination(Plain.Of(system.Key), Plain.Of(system.Value)));
        var accounts = line.TryGetProperty("as", out var given) && given.ValueKind == JsonValueKind.Object ? Texts(given) : [];
        return new JournalRun(command, [.. destinations]) { At = at, Accounts = accounts };
    }

    private static Dictionary<string, string> Texts(JsonElement members)
    {
        var texts = new Dictionary<string, string>();
        foreach (var member in members.EnumerateObject())
        {
            texts[member.Name] = member.Value.GetString() ?? string.Empty;
        }

        return texts;
    }

    private static byte[] Line(Action<Utf8JsonWriter> members) => [.. JsonBytes.Of(members), (byte)'\n'];

    private static void WriteText(Utf8JsonWriter json, string name, string? text, int maxLength)
    {
        if (text is not null)
        {
            json.WriteString(name, Whole(Excerpt.Of(text, maxLength)));
        }
    }

    // The JSON writer refuses half of a surrogate pair, and a journal must not fail because of a row's name.
    private static string Whole(string text) =>
        !Plain.IsAscii(text) && text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static string Time(DateTime at) => at.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static bool TryTime(JsonElement line, string name, out DateTime at) =>
        DateTime.TryParseExact(
            Text(line, name),
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out at);

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Plain.Words(value.GetString()!) : null;
}

/// <summary>One line about an operation: that it is being sent, or how it ended.</summary>
internal sealed record JournalRecord(OperationId Id, JournalState State, DateTime At)
{
    /// <summary>The name of the operation. It is written for people who read the file.</summary>
    public string? Operation { get; init; }

    /// <summary>Where it went. It is written for people who read the file.</summary>
    public string? Destination { get; init; }

    public int? Number { get; init; }

    /// <summary>How long an operation that is being sent waits for its answer; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    public string? Label { get; init; }

    public string? Error { get; init; }

    public string? Message { get; init; }

    /// <summary>Whether the result was handed on; null where it is not secret, so that nothing can be lost.</summary>
    public bool? IsHandedOn { get; init; }
}
