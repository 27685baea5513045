using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.CooCenter;

/// <summary>The CooCenter phone system: signing in to queues, signing out, pausing, and who is where.
/// It says most of its errors with HTTP 200 and <c>"status":"error"</c>.</summary>
internal sealed class PhoneSystemApi(QueueBoard board, ExtensionBoard extensions, DailyKey? key)
{
    private const string Queues = "/coocenter-api/queues/";
    private const string Extensions = "/coocenter-api/extensions/";

    /// <summary>Answers a request.</summary>
    public HttpResponse Answer(HttpRequest request)
    {
        // The vendor does not document what a wrong key is answered with.
        if (key is not null && !key.Matches(request.Headers["Authentication"]) && !key.Matches(request.Headers["Authorization"]))
        {
            return Error(401, "Authentication failed");
        }

        return request.Path switch
        {
            Queues + "agent-login" => Change(request, ["queue", "extension"], values => SignIn(values[0], values[1])),
            Queues + "agent-logout" => Change(request, ["queue", "extension"], values => SignOut(values[0], values[1])),
            Queues + "agent-pause" => Change(request, ["queue", "member", "state"], values => Pause(values[0], values[1], values[2])),
            Queues + "queue-info" => Read(request, WriteQueues),
            Extensions + "extension-hints-status" => Read(request, WriteStates),
            Extensions + "extension-status" => Read(request, WriteRegistrations),
            _ => Error(404, "Not found"),
        };
    }

    private HttpResponse SignIn(string queue, string extension)
    {
        board.Add(queue, extension);
        extensions.Use(extension);
        return Success("login extension success");
    }

    private HttpResponse SignOut(string queue, string extension)
    {
        board.Remove(queue, extension);
        return Success("logout extension success");
    }

    private HttpResponse Pause(string queue, string member, string state)
    {
        if (state is not ("on" or "off"))
        {
            return Error(200, "state is on or off");
        }

        return board.Pause(queue, member, state == "on")
            ? Success(state == "on" ? "Interface paused successfully" : "Interface unpaused successfully")
            : Error(404, "Interface not found");
    }

    // CooCenter, 坐席签入/签出. That page has both fields of a sign-out optional without saying what an absent one means,
    // so the simulator refuses an absent one: nobody is to find out by signing out more people than intended.
    private HttpResponse Change(HttpRequest request, string[] names, Func<string[], HttpResponse> change)
    {
        if (request.Method != "POST")
        {
            return Error(405, "Method not allowed");
        }

        if (!request.IsUtf8Of("application/x-www-form-urlencoded", mayOmitCharset: true))
        {
            return Error(415, "Content-Type must be application/x-www-form-urlencoded");
        }

        IReadOnlyList<KeyValuePair<string, string>> fields;
        try
        {
            fields = UrlEncoded.Parse(HttpRequestReader.Latin1.GetString(request.Body));
        }
        catch (FormatException e)
        {
            return Error(200, "malformed form: " + e.Message);
        }

        var values = new string?[names.Length];
        foreach (var field in fields)
        {
            var index = Array.IndexOf(names, field.Key);
            if (index < 0 || values[index] is not null)
            {
                return Error(200, "unexpected or repeated field: " + field.Key);
            }

            values[index] = field.Value;
        }

        var missing = Array.FindIndex(values, string.IsNullOrWhiteSpace);
        if (missing >= 0)
        {
            return Error(200, names[missing] + " is required");
        }

        // Each of these calls begins with a queue and an extension.
        if (!board.Has(values[0]!))
        {
            return Error(200, "Queue not found");
        }

        return extensions.Exists(values[1]!) ? change(values!) : Error(404, "Interface not found");
    }

    // The vendor's pages say GET in their headings, and some send POST in their examples.
    private static HttpResponse Read(HttpRequest request, Action<Utf8JsonWriter> write) =>
        request.Method is "GET" or "POST" ? HttpResponse.Json(200, write) : Error(405, "Method not allowed");

    // CooCenter's page on queue information.
    private void WriteQueues(Utf8JsonWriter json)
    {
        WriteHead(json, "get queue info success");
        json.WriteStartObject("data");
        foreach (var (queue, members) in board.Snapshot())
        {
            json.WriteStartArray(queue);
            foreach (var member in members)
            {
                HttpResponse.WriteTexts(
                    json,
                    ("name", "sip/" + member.Extension),
                    ("paused", member.Paused ? "1" : "0"),
                    ("penalty", member.Penalty.ToString(CultureInfo.InvariantCulture)));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // CooCenter's page on extension states: a bare array.
    private void WriteStates(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var one in extensions.Snapshot())
        {
            var status = ((int)one.State).ToString(CultureInfo.InvariantCulture);
            HttpResponse.WriteTexts(json, ("agentName", one.AgentName), ("extension", one.Extension), ("extenType", "sip"), ("status", status));
        }

        json.WriteEndArray();
    }

    // CooCenter's page on the registration of extensions. The addresses are those set apart for documentation.
    private void WriteRegistrations(Utf8JsonWriter json)
    {
        WriteHead(json, "get extension status success");
        json.WriteStartArray("data");
        foreach (var (one, index) in extensions.Snapshot().Select((one, index) => (one, index)))
        {
            var isRegistered = one.State != SimulatedState.Offline;
            var address = isRegistered ? "192.0.2." + (index % 254 + 1).ToString(CultureInfo.InvariantCulture) : "-none-";
            HttpResponse.WriteTexts(json, ("Exten", one.Extension), ("Type", "SIP"), ("IPAddr", address), ("Status", isRegistered ? "OK (45 ms)" : "UNKNOWN"));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, string message)
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WriteString("message", message);
    }

    private static HttpResponse Success(string message) => Answer(200, "success", message);

    private static HttpResponse Error(int status, string message) => Answer(status, "error", message);

    private static HttpResponse Answer(int httpStatus, string status, string message) =>
        HttpResponse.Json(httpStatus, ("status", status), ("message", message));
}
