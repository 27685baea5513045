using System;
using System.Collections.Generic;
using CallCenter.Simulator.Http;

namespace CallCenter.Simulator.CooCenter;

/// <summary>The CooCenter phone system: signing in to queues, signing out, and who is in.
/// It says most of its errors with HTTP 200 and <c>"status":"error"</c>.</summary>
internal sealed class PhoneSystemApi(QueueBoard board, HashSet<string>? extensions, DailyKey? key)
{
    private const string Root = "/coocenter-api/queues/";

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
            Root + "agent-login" => Change(request, board.Add, "login extension success"),
            Root + "agent-logout" => Change(request, board.Remove, "logout extension success"),
            Root + "queue-info" => QueueInfo(request),
            _ => Error(404, "Not found"),
        };
    }

    // CooCenter, 坐席签入/签出. That page has both fields of a sign-out optional without saying what an absent one means,
    // so an absent one is refused there too: signing out more people than meant is no way to find out.
    private HttpResponse Change(HttpRequest request, Action<string, string> change, string done)
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

        string? queue = null;
        string? extension = null;
        foreach (var field in fields)
        {
            if (field.Key == "queue" && queue is null)
            {
                queue = field.Value;
            }
            else if (field.Key == "extension" && extension is null)
            {
                extension = field.Value;
            }
            else
            {
                return Error(200, "unexpected or repeated field: " + field.Key);
            }
        }

        return Change(queue, extension, change, done);
    }

    private HttpResponse Change(string? queue, string? extension, Action<string, string> change, string done)
    {
        if (string.IsNullOrWhiteSpace(queue))
        {
            return Error(200, "queue is required");
        }

        if (string.IsNullOrWhiteSpace(extension))
        {
            return Error(200, "extension is required");
        }

        if (!board.Has(queue!))
        {
            return Error(200, "Queue not found");
        }

        if (!Exists(extension!))
        {
            return Error(404, "Interface not found");
        }

        change(queue!, extension!);
        return Answer(200, "success", done);
    }

    // CooCenter's page on queue information says GET in its heading and POST in its example.
    private HttpResponse QueueInfo(HttpRequest request)
    {
        if (request.Method is not ("GET" or "POST"))
        {
            return Error(405, "Method not allowed");
        }

        var members = board.Snapshot();
        return HttpResponse.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "success");
            json.WriteString("message", "get queue info success");
            json.WriteStartObject("data");
            foreach (var queue in board.Names)
            {
                json.WriteStartArray(queue);
                foreach (var extension in members[queue])
                {
                    json.WriteStartObject();
                    json.WriteString("name", "sip/" + extension);
                    json.WriteString("paused", "0");
                    json.WriteString("penalty", "0");
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private bool Exists(string extension)
    {
        if (extensions is not null)
        {
            return extensions.Contains(extension);
        }

        foreach (var c in extension)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }
        }

        return extension.Length is >= 2 and <= 8;
    }

    private static HttpResponse Error(int status, string message) => Answer(status, "error", message);

    private static HttpResponse Answer(int httpStatus, string status, string message) =>
        HttpResponse.Json(httpStatus, ("status", status), ("message", message));
}
