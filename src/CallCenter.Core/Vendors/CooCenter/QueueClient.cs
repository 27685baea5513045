using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>The Zycoo CooCenter phone system: its queues and who is signed in to them. Safe to use from many threads.</summary>
public sealed class QueueClient : IDisposable
{
    private const string LoginPath = "/coocenter-api/queues/agent-login";
    private const string LogoutPath = "/coocenter-api/queues/agent-logout";
    private const string InfoPath = "/coocenter-api/queues/queue-info";

    private readonly ApiConnection _connection;
    private readonly Redactor _redactor;
    private readonly bool _hasKey;

    /// <summary>A client.</summary>
    /// <param name="server">The appliance, such as <c>https://192.168.12.185:8080</c>.</param>
    /// <param name="webKey">The WEBKEY set in the appliance; null where none is.</param>
    /// <param name="options">How to talk to it.</param>
    /// <param name="now">The clock of this machine; null for the real one.</param>
    /// <exception cref="CallCenterException">The key would travel unencrypted.</exception>
    public QueueClient(Uri server, Secret? webKey, ConnectionOptions options, Func<DateTimeOffset>? now = null)
    {
        IRequestAuthenticator authenticator = new NoAuthenticator();
        _hasKey = webKey is not null;
        _redactor = webKey is null ? new Redactor() : new Redactor(webKey);
        if (webKey is not null)
        {
            Encryption.Require(server, Messages.SecretKeyOfDay, options);
            authenticator = new DailyKeyAuthenticator(webKey, now ?? (() => DateTimeOffset.Now), _redactor);
        }

        _connection = new ApiConnection(server, options, new PhoneSystemDialect(), authenticator, _redactor);
    }

    /// <summary>Signs an extension in to a queue: <c>POST …/queues/agent-login</c> (queue page). Returns the vendor's message.</summary>
    /// <exception cref="CallCenterException">It was not signed in, or it is not known whether it was.</exception>
    public Task<string?> EnterAsync(string queue, string extension, CallContext context) =>
        PostAsync(Messages.FormatOperationEnterQueue, LoginPath, queue, extension, context);

    /// <summary>
    /// Signs an extension out of a queue: <c>POST …/queues/agent-logout</c> (queue page). Both are always sent, although the
    /// page calls them optional: it does not say what an absent one means. Returns the vendor's message.
    /// </summary>
    /// <exception cref="CallCenterException">It was not signed out, or it is not known whether it was.</exception>
    public Task<string?> ExitAsync(string queue, string extension, CallContext context) =>
        PostAsync(Messages.FormatOperationExitQueue, LogoutPath, queue, extension, context);

    /// <summary>Who is signed in where: <c>GET …/queues/queue-info</c> (queue information page).</summary>
    /// <exception cref="CallCenterException">The phone system did not tell.</exception>
    public async Task<IReadOnlyList<QueueMember>> ListMembersAsync(CallContext context)
    {
        var request = Listing();
        using var answer = await _connection.SendAsync(request, context).ConfigureAwait(false);
        return answer.Object?.Object("data") is { } queues
            ? ReadMembers(queues)
            : throw Failure.Remote(ErrorKind.NotJson, request.Operation, outcomeUnknown: false, status: answer.Status, detail: answer.DescribeNotJson());
    }

    /// <summary>The queues that exist, and the extensions that are signed in to them: <c>GET …/queues/queue-info</c> (queue information page).</summary>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="context">The call.</param>
    /// <exception cref="CallCenterException">There was no answer.</exception>
    public async Task<NameList> ListNamesAsync(TimeSpan timeout, CallContext context)
    {
        using var answer = await _connection.SendAsync(Listing() with { ProbeTimeout = timeout }, context).ConfigureAwait(false);
        var names = new NameList();
        if (answer.Object?.Object("data") is { } queues)
        {
            foreach (var queue in queues.EnumerateObject())
            {
                names.Add(ListedKind.Queue, JsonFields.NameOf(queue), null);
            }

            foreach (var extension in ReadMembers(queues).GroupBy(member => member.Extension, member => member.Queue))
            {
                names.Add(ListedKind.Extension, extension.Key, string.Join(", ", extension));
            }
        }

        return names;
    }

    /// <summary>Checks the phone system without changing anything: <c>GET …/queues/queue-info</c> (queue information page), which only reads, with the key.</summary>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="context">The call.</param>
    public Task<IReadOnlyList<CheckFinding>> CheckAsync(TimeSpan timeout, CallContext context) =>
        new PhoneSystemConnectionTest(_connection, _hasKey).RunAsync(Listing() with { ProbeTimeout = timeout }, context);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static ApiRequest Listing() => new(() => Messages.OperationListQueues, HttpMethod.Get, InfoPath)
    {
        Accept = "application/json",
        Repeatable = true,
        ChangesNothing = true,
    };

    private static List<QueueMember> ReadMembers(JsonElement queues)
    {
        var members = new List<QueueMember>();
        foreach (var queue in queues.EnumerateObject())
        {
            if (queue.Value.ValueKind != JsonValueKind.Array || JsonFields.NameOf(queue) is not { } number)
            {
                continue;
            }

            foreach (var member in queue.Value.EnumerateArray())
            {
                // A member's name is its channel, such as sip/876.
                if (member.Text("name") is { } name)
                {
                    members.Add(new QueueMember(number, name.Substring(name.IndexOf('/') + 1)));
                }
            }
        }

        return members;
    }

    private async Task<string?> PostAsync(Func<object?, object?, string> operation, string path, string queue, string extension, CallContext context)
    {
        var request = new ApiRequest(() => operation(Cell.Label(extension), Cell.Label(queue)), HttpMethod.Post, path)
        {
            Body = Encoding.ASCII.GetBytes("extension=" + Uri.EscapeDataString(extension) + "&queue=" + Uri.EscapeDataString(queue)),
            ContentType = "application/x-www-form-urlencoded",
            Accept = "application/json",
            Repeatable = true,
            Record = context.Record,
        };
        using var answer = await _connection.SendAsync(request, context).ConfigureAwait(false);
        var words = answer.Object?.Text("message");
        return words is null ? null : _redactor.Clean(words);
    }
}
