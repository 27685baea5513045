using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>The phone system's JSON about queues and extensions. What does not read as one of them is left out.</summary>
internal static class PhoneSystemJson
{
    /// <summary>The queues and their members (queue information page); null when the answer has none.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="mask">Masks secrets in a name or number.</param>
    public static QueueList? ReadQueues(ApiAnswer answer, Func<string, string> mask)
    {
        if (answer.Object?.Object("data") is not { } data)
        {
            return null;
        }

        var queues = new List<string>();
        var members = new List<QueueMember>();
        foreach (var queue in data.EnumerateObject())
        {
            if (JsonFields.NameOf(queue) is not { } name)
            {
                continue;
            }

            var number = mask(name);
            queues.Add(number);
            foreach (var member in Items(queue.Value))
            {
                if (member.Text("name") is { } channel)
                {
                    members.Add(new QueueMember(number, mask(ExtensionOf(channel)))
                    {
                        Paused = member.Text("paused") switch { null => null, "0" or "false" => false, _ => true },
                        Penalty = Number(member.Text("penalty")),
                    });
                }
            }
        }

        return new QueueList(queues, members);
    }

    /// <summary>
    /// The extensions with their states, in the form of the extension states page or in that of the vendor's sister product;
    /// null when the answer has no list.
    /// </summary>
    /// <inheritdoc cref="ReadQueues" path="/param"/>
    public static IReadOnlyList<ExtensionStatus>? ReadStates(ApiAnswer answer, Func<string, string> mask) => ReadList(answer, item =>
        (item.Text("extension") ?? item.Text("Exten")) is not { } extension ? null : new ExtensionStatus(mask(extension))
        {
            AgentName = Filled(item.Text("agentName")) is { } name ? mask(name) : null,
            State = StateOf(Number(item.Text("status") ?? item.Text("Status"))),
        });

    /// <summary>The extensions with what is registered (extension registration page); null when the answer has no list.</summary>
    /// <inheritdoc cref="ReadQueues" path="/param"/>
    public static IReadOnlyList<ExtensionStatus>? ReadRegistrations(ApiAnswer answer, Func<string, string> mask) => ReadList(answer, item =>
        item.Text("Exten") is not { } extension ? null : new ExtensionStatus(mask(extension))
        {
            Registered = IsRegistered(item.Text("Status") ?? string.Empty),
            Address = Filled(item.Text("IPAddr")) is { } address && address != "-none-" ? mask(address) : null,
        });

    // The list is the answer, or its data.
    private static List<ExtensionStatus>? ReadList(ApiAnswer answer, Func<JsonElement, ExtensionStatus?> read)
    {
        if ((answer.List ?? answer.Object?.List("data")) is not { } list)
        {
            return null;
        }

        var found = new List<ExtensionStatus>();
        foreach (var item in Items(list))
        {
            if (read(item) is { } status)
            {
                found.Add(status);
            }
        }

        return found;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    // A member is named by its channel: sip/876, PJSIP/876, Local/876@from-queue/n, or 876 alone.
    private static string ExtensionOf(string channel) => channel.Substring(channel.IndexOf('/') + 1).Split('@')[0];

    // Asterisk adds them up: 9 is a call with another one ringing, 17 two calls, one of them on hold.
    private static ExtensionState StateOf(int? bits) => bits switch
    {
        null or < 0 or > 31 => ExtensionState.Unknown,
        0 => ExtensionState.Idle,
        _ when (bits & 1) != 0 => ExtensionState.InCall,
        _ when (bits & 2) != 0 => ExtensionState.Busy,
        _ when (bits & 16) != 0 => ExtensionState.OnHold,
        _ when (bits & 8) != 0 => ExtensionState.Ringing,
        _ => ExtensionState.Offline,
    };

    // "OK (45 ms)" and "UNKNOWN" are documented; the other words are Asterisk's.
    private static bool? IsRegistered(string status) => status.Split(' ')[0].ToUpperInvariant() switch
    {
        "OK" or "LAGGED" => true,
        "UNKNOWN" or "UNREACHABLE" => false,
        _ => null,
    };

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
