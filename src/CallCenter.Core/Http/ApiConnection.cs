using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>
/// Sends requests to one server: authenticates, tries again what may be tried again, and turns what comes back into an
/// answer or a <see cref="CallCenterException"/>. Safe to use from many threads.
/// </summary>
internal sealed class ApiConnection : IDisposable
{
    // A session can be closed while requests are under way: by Remove-Module, another runspace, or the end of its own.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _client;
    private readonly CertificatePolicy _certificates;
    private readonly ConnectionOptions _options;
    private readonly IVendorDialect _dialect;
    private readonly IRequestAuthenticator _authenticator;
    private readonly Redactor _redactor;
    private readonly Governor _governor;
    private readonly string _base;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new();

    public ApiConnection(Uri server, ConnectionOptions options, IVendorDialect dialect, IRequestAuthenticator authenticator, Redactor redactor)
    {
        Server = server;
        _options = options;
        _dialect = dialect;
        _authenticator = authenticator;
        _redactor = redactor;
        _governor = new Governor(options.Clock, options.RequestsPerSecond);
        _certificates = new CertificatePolicy(server, options);
        _client = HttpClients.Create(server, options, _certificates);
        _base = server.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    public Uri Server { get; }

    /// <summary>The certificate that the server showed; null when there was none yet.</summary>
    public SeenCertificate? Certificate => _certificates.Last;

    public void Dispose()
    {
        _governor.Close(Grace);
        _client.Dispose();
    }

    /// <summary>Sends one request until it succeeds or there is no sense in trying again.</summary>
    /// <exception cref="CallCenterException">It did not succeed.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CallContext context)
    {
        var refusals = 0;
        var retries = 0;
        TimeSpan? putOffSince = null;
        var isOnRecord = false;

        // Whether any try so far may have been processed: a later one that certainly was not does not take that back.
        var unknown = false;
        for (var attempt = 1; ; attempt++)
        {
            ThrowIfStopping(request, context, unknown);
            using var message = Compose(request);

            // What takes time is done before the governor is entered, so that nothing waits there with a slot in its hand;
            // what can grow old, after it, since the wait for a turn can be long.
            await ForAsync(request, _authenticator.PrepareAsync(context), unknown).ConfigureAwait(false);
            var queued = _governor.Now;
            var round = await ForAsync(request, _governor.EnterAsync(context.Stopping), unknown).ConfigureAwait(false);
            object? credential;
            ApiAnswer? answer = null;
            TransportFault? fault = null;
            var entered = _governor.Now;
            var started = entered;
            TimeSpan took;
            try
            {
                ThrowIfStopping(request, context, unknown);
                credential = await ForAsync(request, _authenticator.ApplyAsync(message, context), unknown).ConfigureAwait(false);
                if (!isOnRecord && request.Record is not null)
                {
                    await request.Record.BeginAsync().ConfigureAwait(false);
                    isOnRecord = true;
                }

                started = _governor.Now;
                (answer, fault) = await TryOnceAsync(request, message, context).ConfigureAwait(false);
            }
            finally
            {
                took = _governor.Now - started;
                _governor.Leave(round, answer, fault, took);
            }

            ErrorKind? error = answer is null ? fault!.Kind : _dialect.Judge(request, answer);
            var isRefusal = error is not null && answer is not null && _authenticator.IsRefusal(answer);
            var again = error is null || isRefusal ? null : WaitBeforeAgain(request, answer, fault, retries, ref putOffSince);
            Trace(request, message, answer, fault, (attempt, entered - queued, took, again), context.Log);
            if (error is null)
            {
                _authenticator.Accepted(credential);
                return answer!;
            }

            unknown |= !request.ChangesNothing && MayBeProcessed(error.Value, answer, fault);
            if (isOnRecord && !unknown && (isRefusal || again is not null))
            {
                // What follows can take long, and the run be killed meanwhile.
                await request.Record!.TakeBackAsync().ConfigureAwait(false);
                isOnRecord = false;
            }

            if (isRefusal)
            {
                refusals += _authenticator.HasExpired(credential) ? 0 : 1;
                if (await ForAsync(request, _authenticator.ReplaceAsync(credential, answer!, refusals, context), unknown).ConfigureAwait(false))
                {
                    continue;
                }
            }
            else if (again is { } wait)
            {
                // Who is put off is held back by the governor, with everybody else, which is no fault of this request.
                if (answer is not { IsPutOff: true })
                {
                    retries++;
                    await PauseAsync(wait, request, context, unknown).ConfigureAwait(false);
                }

                continue;
            }

            return answer is not null && request.ProbeTimeout is not null ? answer : throw Describe(request, error.Value, answer, fault, unknown);
        }
    }

    /// <summary>What is wrong with the answer to a mere question; null when it is what the vendor documents.</summary>
    public CallCenterException? FaultIn(ApiRequest request, ApiAnswer answer) =>
        _dialect.Judge(request, answer) is { } kind ? Describe(request, kind, answer, fault: null, unknown: false) : null;

    private static void ThrowIfStopping(ApiRequest request, CallContext context, bool unknown)
    {
        if (context.Stopping.IsCancellationRequested)
        {
            throw Failure.Stopped(request.Operation, unknown, request.Repeatable);
        }
    }

    private async Task PauseAsync(TimeSpan wait, ApiRequest request, CallContext context, bool unknown)
    {
        try
        {
            await _options.Clock.Delay(wait, context.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Failure.Stopped(request.Operation, unknown, request.Repeatable);
        }
    }

    /// <summary>What fails while authenticating fails this request, which itself was not sent.</summary>
    private static Task<T> ForAsync<T>(ApiRequest request, Task<T> needed, bool unknown)
    {
        return needed.Status == TaskStatus.RanToCompletion ? needed : WaitAsync();

        async Task<T> WaitAsync()
        {
            await WaitForAsync(request, needed, unknown).ConfigureAwait(false);
            return await needed.ConfigureAwait(false);
        }
    }

    // Nearly always there is nothing to wait for.
    private static Task ForAsync(ApiRequest request, Task needed, bool unknown) =>
        needed.Status == TaskStatus.RanToCompletion ? needed : WaitForAsync(request, needed, unknown);

    private static async Task WaitForAsync(ApiRequest request, Task needed, bool unknown)
    {
        try
        {
            await needed.ConfigureAwait(false);
        }
        catch (CallCenterException exception) when (exception.Kind != ErrorKind.Stopped)
        {
            throw Failure.Because(request.Operation, exception, unknown, request.Repeatable);
        }
        catch (Exception exception) when (exception is CallCenterException or OperationCanceledException)
        {
            throw Failure.Stopped(request.Operation, unknown, request.Repeatable);
        }
    }

    private static bool MayBeProcessed(ErrorKind kind, ApiAnswer? answer, TransportFault? fault)
    {
        if (fault is not null)
        {
            return fault.Sent;
        }

        // A 5xx may have come half-way through; 503 with a Retry-After says that nothing was begun.
        return kind == ErrorKind.NotJson
            || answer!.Status is >= 200 and < 300 && kind == ErrorKind.UnexpectedStatus
            || (answer.Status >= 500 && !answer.IsPutOff);
    }

    /// <summary>The wait before another try; null when there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer that is no success.</param>
    /// <param name="fault">What happened instead of an answer.</param>
    /// <param name="retries">How often it was tried again.</param>
    /// <param name="putOffSince">Since when the server puts it off: only time bounds how often it may.</param>
    private TimeSpan? WaitBeforeAgain(ApiRequest request, ApiAnswer? answer, TransportFault? fault, int retries, ref TimeSpan? putOffSince)
    {
        if (request.ProbeTimeout is not null)
        {
            return null;
        }

        if (answer is { IsPutOff: true })
        {
            return IsWaitedFor(answer) ? _governor.PutOff(answer, ref putOffSince) : null;
        }

        return retries < _options.MaximumRetryCount && MayBeSentAgain(request, answer, fault) ? RetryPolicy.Backoff(retries) : null;
    }

    /// <summary>
    /// Whether a request that was not put off may be sent again: always, when there was no connection; when the server may
    /// have processed it, only where repeating does no harm.
    /// </summary>
    private static bool MayBeSentAgain(ApiRequest request, ApiAnswer? answer, TransportFault? fault) =>
        fault?.Kind == ErrorKind.Unreachable
        || (request.Repeatable && (fault is { Kind: ErrorKind.Timeout or ErrorKind.ConnectionLost } || answer?.Status >= 500));

    private HttpRequestMessage Compose(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, AddressOf(request));
        if (request.ContentType is not null)
        {
            message.Content = new ByteArrayContent(request.Body);

            // The typed property would put a space after the semicolon, which the vendor's page does not.
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        if (request.Accept is not null)
        {
            message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        }

        return message;
    }

    private Uri AddressOf(ApiRequest request) => request.Query.Length > 0
        ? new Uri(_base + request.Path + request.Query)
        : _addresses.GetOrAdd(request.Path, path => new Uri(_base + path));

    private async Task<(ApiAnswer? Answer, TransportFault? Fault)> TryOnceAsync(ApiRequest request, HttpRequestMessage message, CallContext context)
    {
        ApiAnswer? answer = null;
        TransportFault? fault = null;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(context.Abort);
        var timeout = request.ProbeTimeout ?? _options.Timeout;
        if (timeout > TimeSpan.Zero)
        {
            timer.CancelAfter(timeout);
        }

        try
        {
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseContentRead, timer.Token).ConfigureAwait(false);

            // Headers are read only where somebody looks at them: that takes time.
            var wantsClock = request.ProbeTimeout is not null || !response.IsSuccessStatusCode;
            answer = new ApiAnswer(
                (int)response.StatusCode,
                await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false),
                wantsClock ? response.Headers.Date : null,
                response.IsSuccessStatusCode ? null : RetryAfterOf(response));
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !context.Abort.IsCancellationRequested)
        {
            fault = new TransportFault(ErrorKind.Timeout, Sent: true, timeout.TotalSeconds.ToString("0.###", null));
        }
        catch (OperationCanceledException)
        {
            // Given up, or the session was closed meanwhile.
            fault = new TransportFault(ErrorKind.Stopped, Sent: true, null);
        }
        catch (ObjectDisposedException)
        {
            fault = new TransportFault(ErrorKind.Stopped, Sent: true, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            fault = TransportFault.From(exception, Server, _certificates);
        }

        return (answer, fault);
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        if (asked is null)
        {
            return null;
        }

        if (asked.Delta is not null)
        {
            return asked.Delta;
        }

        // A date is read by the server's own clock, where it tells that as well. It has no fractions of a second, so
        // one that is here already can mean any moment of this second.
        var wait = asked.Date - (response.Headers.Date ?? DateTimeOffset.UtcNow);
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;
    }

    private CallCenterException Describe(ApiRequest request, ErrorKind kind, ApiAnswer? answer, TransportFault? fault, bool unknown)
    {
        if (fault is not null)
        {
            var detail = fault.Detail is null ? null : _redactor.Clean(fault.Detail, request.Secret);
            return Failure.Remote(kind, request.Operation, unknown, request.Repeatable, detail: detail, advice: fault.Advice);
        }

        var words = kind == ErrorKind.NotJson ? null : VendorWords(answer!, request.Secret);
        if (PutOffWords(request, answer!) is { } putOff)
        {
            words = words is null ? putOff : Messages.JoinStatements([words, putOff]);
        }

        return Failure.Remote(
            kind,
            request.Operation,
            unknown,
            request.Repeatable,
            answer!.Status,
            words,
            kind == ErrorKind.NotJson ? SuccessBody.Describe(answer) : null,
            answer.Status == 409 && request.ConflictAdvice is { } advice ? Messages.Format(advice) : null);
    }

    private string? PutOffWords(ApiRequest request, ApiAnswer answer)
    {
        if (answer.RetryAfter > RetryPolicy.LongestRetryAfter || (answer.SaysHowLong && request.ProbeTimeout is not null))
        {
            return Messages.Format("RetryAfter_Asked", (long)answer.RetryAfter!.Value.TotalSeconds);
        }

        return request.ProbeTimeout is null && answer.IsPutOff && IsWaitedFor(answer)
            ? Messages.Format("RetryAfter_TooOften", (int)RetryPolicy.LongestFor(answer).TotalMinutes)
            : null;
    }

    /// <summary>Whether who is put off by such an answer comes again: without a time that is a retry, where the user wants none.</summary>
    private bool IsWaitedFor(ApiAnswer answer) => answer.SaysHowLong || _options.MaximumRetryCount > 0;

    /// <summary>Both vendors put their words into <c>message</c>; anything else is shown only as far as it is short text.</summary>
    private string? VendorWords(ApiAnswer answer, Secret? secret)
    {
        const int Longest = 300;
        var words = answer.Object?.Text("message") ?? (answer.Object is null && !answer.IsWebPage ? answer.Text : null);
        if (string.IsNullOrWhiteSpace(words))
        {
            return null;
        }

        // Masked before it is cut: a cut secret would not be recognized.
        return Excerpt.Of(_redactor.Clean(words!.Trim(), secret), Longest);
    }

    private void Trace(
        ApiRequest request,
        HttpRequestMessage message,
        ApiAnswer? answer,
        TransportFault? fault,
        (int Attempt, TimeSpan Waited, TimeSpan Took, TimeSpan? Again) timing,
        RequestLog log)
    {
        if (!log.IsRead)
        {
            return;
        }

        var result = answer is null ? fault!.Kind.ToString() : answer.Status.ToString(CultureInfo.InvariantCulture);
        log.Add(new RequestTrace(
            request.Operation,
            request.Method.Method,
            message.RequestUri!.AbsolutePath,
            result,
            (long)timing.Took.TotalMilliseconds,
            timing.Attempt,
            log.WithBodies ? Masked(Encoding.UTF8.GetString(request.Body), request.Secret) : null,
            log.WithBodies && answer is not null ? Masked(answer.Text, request.Secret) : null)
        {
            Waited = timing.Waited,
            Again = timing.Again,
            Certificate = log.IsNew(Certificate) ? Certificate : null,
        });
    }

    private string? Masked(string body, Secret? secret) => body.Length == 0 ? null : _redactor.Clean(body, secret);
}
