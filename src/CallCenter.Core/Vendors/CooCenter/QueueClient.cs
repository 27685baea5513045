using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>The Zycoo CooCenter phone system: its queues and who is signed in to them. Safe to use from many threads.</summary>
public sealed class QueueClient : IDisposable
{
    /// <summary>The path that each call begins with.</summary>
    public const string Root = "/coocenter-api";

    internal const string LogoutPath = Root + "/queues/agent-logout";

    private const string LoginPath = Root + "/queues/agent-login";
    private const string PausePath = Root + "/queues/agent-pause";
    private const string InfoPath = Root + "/queues/queue-info";
    private const string StatesPath = Root + "/extensions/extension-hints-status";
    private const string RegistrationsPath = Root + "/extensions/extension-status";

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
        var clock = now ?? (() => DateTimeOffset.Now);
        IRequestAuthenticator authenticator = new NoAuthenticator();
        _hasKey = webKey is not null;
        _redactor = new Redactor([webKey, .. new ProxyRoute(server, options).Secrets]);
        if (webKey is not null)
        {
            options.RequireEncryption(server, Messages.SecretKeyOfDay);
            authenticator = new DailyKeyAuthenticator(webKey, clock, _redactor);
        }

        Clock = options.Clock;
        _connection = new ApiConnection(server, options, new PhoneSystemDialect(webKey is null ? null : clock), authenticator, _redactor);
    }

    /// <summary>What pauses between requests go by.</summary>
    internal IClock Clock { get; }

    /// <summary>Whether the phone system answered before and cannot be reached now.</summary>
    internal bool IsGone => _connection.IsGone;

    /// <summary>Signs an extension in to a queue: <c>POST …/queues/agent-login</c> (queue page). Returns the vendor's message.</summary>
    /// <exception cref="CallCenterException">It was not signed in, or it is not known whether it was.</exception>
    public Task<string?> EnterAsync(string queue, string extension, CallContext context) =>
        PostAsync(() => Messages.FormatOperationEnterQueue(Cell.Label(extension), Cell.Label(queue)), LoginPath, context, ("extension", extension), ("queue", queue));

    /// <summary>
    /// Signs an extension out of a queue: <c>POST …/queues/agent-logout</c> (queue page). Both are always sent, although the
    /// page calls them optional: it does not say what an absent one means. Returns the vendor's message.
    /// </summary>
    /// <exception cref="CallCenterException">It was not signed out, or it is not known whether it was.</exception>
    public Task<string?> ExitAsync(string queue, string extension, CallContext context) =>
        PostAsync(() => Messages.FormatOperationExitQueue(Cell.Label(extension), Cell.Label(queue)), LogoutPath, context, ("extension", extension), ("queue", queue));

    /// <summary>
    /// Pauses a member of a queue, which then gets no calls from it: <c>POST …/queues/agent-pause</c> (queue pause page, whose heading
    /// says GET and whose example sends POST). Returns the vendor's message.
    /// </summary>
    /// <exception cref="CallCenterException">It was not paused, or it is not known whether it was.</exception>
    public Task<string?> SuspendAsync(string queue, string extension, CallContext context) =>
        PostAsync(() => Messages.FormatOperationSuspendMember(Cell.Label(extension), Cell.Label(queue)), PausePath, context, ("member", extension), ("queue", queue), ("state", "on"));

    /// <summary>Ends the pause of a member: <c>POST …/queues/agent-pause</c> (queue pause page). Returns the vendor's message.</summary>
    /// <exception cref="CallCenterException">The pause was not ended, or it is not known whether it was.</exception>
    public Task<string?> ResumeAsync(string queue, string extension, CallContext context) =>
        PostAsync(() => Messages.FormatOperationResumeMember(Cell.Label(extension), Cell.Label(queue)), PausePath, context, ("member", extension), ("queue", queue), ("state", "off"));

    /// <summary>The queues and who is signed in to them: <c>GET …/queues/queue-info</c> (queue information page).</summary>
    /// <exception cref="CallCenterException">The phone system did not tell.</exception>
    public Task<QueueList> ListQueuesAsync(CallContext context) => ReadAsync(QueueListing(), PhoneSystemJson.ReadQueues, context);

    /// <summary>The extensions with their states: <c>GET …/extensions/extension-hints-status</c> (extension states page).</summary>
    /// <exception cref="CallCenterException">The phone system did not tell.</exception>
    public Task<IReadOnlyList<ExtensionStatus>> ListStatesAsync(CallContext context) =>
        ReadAsync(Listing(() => Messages.OperationListStates, StatesPath) with { MayBeList = true }, PhoneSystemJson.ReadStates, context);

    /// <summary>The extensions with what is registered: <c>GET …/extensions/extension-status</c> (extension registration page).</summary>
    /// <exception cref="CallCenterException">The phone system did not tell.</exception>
    public Task<IReadOnlyList<ExtensionStatus>> ListRegistrationsAsync(CallContext context) =>
        ReadAsync(Listing(() => Messages.OperationListRegistrations, RegistrationsPath) with { MayBeList = true }, PhoneSystemJson.ReadRegistrations, context);

    /// <summary>All three lists, asked for at the same time. A list that the phone system does not have is missing, and a gap says why.</summary>
    /// <exception cref="CallCenterException">The phone system did not answer, or refused the key.</exception>
    public async Task<Floor> ReadFloorAsync(CallContext context)
    {
        Messages.Keep(Messages.Language);
        var askingQueues = OrGapAsync(ListQueuesAsync(context));
        var askingStates = OrGapAsync(ListStatesAsync(context));
        var askingRegistrations = OrGapAsync(ListRegistrationsAsync(context));
        await Task.WhenAll(askingQueues, askingStates, askingRegistrations).ConfigureAwait(false);
        var (queues, noQueues) = await askingQueues.ConfigureAwait(false);
        var (states, noStates) = await askingStates.ConfigureAwait(false);
        var (registrations, noRegistrations) = await askingRegistrations.ConfigureAwait(false);
        return new Floor(queues, states, registrations) { Gaps = [.. new[] { noQueues, noStates, noRegistrations }.OfType<CallCenterException>()] };
    }

    /// <summary>The queues that exist, and the extensions that are signed in to them: <c>GET …/queues/queue-info</c> (queue information page).</summary>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="context">The call.</param>
    /// <exception cref="CallCenterException">There was no answer.</exception>
    public async Task<NameList> ListNamesAsync(TimeSpan timeout, CallContext context)
    {
        using var answer = await _connection.SendAsync(QueueListing() with { ProbeTimeout = timeout }, context).ConfigureAwait(false);
        var names = new NameList(Mask);
        if (PhoneSystemJson.ReadQueues(answer, Mask) is { } list)
        {
            foreach (var queue in list.Queues)
            {
                names.Add(ListedKind.Queue, queue, null);
            }

            foreach (var extension in list.Members.GroupBy(member => member.Extension, member => member.Queue))
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
        new PhoneSystemConnectionTest(_connection, _hasKey).RunAsync(QueueListing() with { ProbeTimeout = timeout }, context);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Whether an error says that the phone system has no such list, rather than that it could not be read now.</summary>
    internal static bool IsGap(CallCenterException error) =>
        error.Kind is ErrorKind.NotJson or ErrorKind.QueueRefused || error.StatusCode is 404 or 405 or 410 or 501;

    private static ApiRequest QueueListing() => Listing(() => Messages.OperationListQueues, InfoPath);

    private static ApiRequest Listing(Func<string> describe, string path) => new(describe, HttpMethod.Get, path)
    {
        Accept = "application/json",
        Repeatable = true,
        ChangesNothing = true,
    };

    private string Mask(string field) => _redactor.CleanField(field);

    private static async Task<(T? List, CallCenterException? Gap)> OrGapAsync<T>(Task<T> reading)
        where T : class
    {
        try
        {
            return (await reading.ConfigureAwait(false), null);
        }
        catch (CallCenterException error) when (IsGap(error))
        {
            return (null, error);
        }
    }

    private async Task<T> ReadAsync<T>(ApiRequest request, Func<ApiAnswer, Func<string, string>, T?> read, CallContext context)
        where T : class
    {
        using var answer = await _connection.SendAsync(request, context).ConfigureAwait(false);
        return read(answer, Mask)
            ?? throw Failure.Remote(ErrorKind.NotJson, request.Operation, outcomeUnknown: false, status: answer.Status, detail: answer.DescribeNotJson());
    }

    private async Task<string?> PostAsync(Func<string> describe, string path, CallContext context, params (string Name, string Value)[] fields)
    {
        var request = new ApiRequest(describe, HttpMethod.Post, path)
        {
            Body = Encoding.ASCII.GetBytes(string.Join("&", fields.Select(field => field.Name + "=" + Uri.EscapeDataString(field.Value)))),
            ContentType = "application/x-www-form-urlencoded",
            Accept = "application/json",
            Repeatable = true,
        };
        using var answer = await _connection.SendAsync(request, context).ConfigureAwait(false);
        var words = answer.Object?.Words("message");
        return words is null ? null : _redactor.Clean(words);
    }
}
