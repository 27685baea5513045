using System;
using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>
/// Sends requests to one server until they succeed or <see cref="RetryRules"/> gives up, and turns what comes back into an
/// answer or a <see cref="CallCenterException"/>. Safe to use from many threads.
/// </summary>
internal sealed class ApiConnection : IDisposable
{
    // Remove-Module, another runspace, or the end of the session's own runspace can close it while requests are in flight.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly ConnectionOptions _options;
    private readonly IVendorDialect _dialect;
    private readonly IRequestAuthenticator _authenticator;
    private readonly Redactor _redactor;
    private readonly RequestFailure _failures;
    private readonly Governor _governor;
    private readonly HttpTransport _transport;

    public ApiConnection(Uri server, ConnectionOptions options, IVendorDialect dialect, IRequestAuthenticator authenticator, Redactor redactor)
    {
        Server = server;
        _options = options;
        _dialect = dialect;
        _authenticator = authenticator;
        _redactor = redactor;
        var route = new ProxyRoute(server, options);
        _failures = new RequestFailure(route, dialect, redactor, options.MaximumRetryCount);
        _governor = new Governor(options.Clock, options.RequestsPerSecond);
        _transport = new HttpTransport(route, options);
    }

    public Uri Server { get; }

    /// <summary>The certificate that the server showed; null when there was none yet.</summary>
    public SeenCertificate? Certificate => _transport.Certificate;

    /// <summary>Whether the server answered before and cannot be reached now.</summary>
    public bool IsGone => _governor.CurrentHold().GoneFor is not null;

    public void Dispose()
    {
        _governor.Close(Grace);
        _transport.Dispose();
    }

    /// <summary>Sends a request until it succeeds or sending it again makes no sense.</summary>
    /// <returns>The answer: a success, or for a probe any answer.</returns>
    /// <exception cref="CallCenterException">It did not succeed.</exception>
    public Task<ApiAnswer> SendAsync(ApiRequest request, CallContext context) => SendAsync(new Attempt(request, context));

    /// <summary>A field of an answer, with the secrets of the session and of its request masked.</summary>
    public string Mask(string field, Secret? secret = null) => _redactor.CleanField(field, secret);

    /// <summary>What is wrong with the answer to a probe; null when it is what the vendor documents.</summary>
    public CallCenterException? FaultIn(ApiRequest request, ApiAnswer answer) =>
        ErrorIn(request, answer) is { } kind ? _failures.From(request, kind, answer, outcomeUnknown: false) : null;

    private async Task<ApiAnswer> SendAsync(Attempt attempt)
    {
        try
        {
            while (true)
            {
                await attempt.SendAsync(_transport, _governor, _authenticator).ConfigureAwait(false);
                var decision = Decide(attempt);
                Trace(attempt, decision);
                if (decision.Next == NextStep.Succeed)
                {
                    _authenticator.Accepted(attempt.Credential);
                    return attempt.Answer!;
                }

                attempt.OutcomeUnknown = decision.OutcomeUnknown;
                if (decision.Next == NextStep.GiveUp || !await IsReadyForNextAsync(attempt, decision).ConfigureAwait(false))
                {
                    return GiveUp(attempt, decision);
                }

                attempt = attempt.Next();
            }
        }
        catch (Exception exception) when (exception is not (CallCenterException or OperationCanceledException))
        {
            // For example, the runtime cannot load a part of itself because the process cannot open any more files.
            throw Failure.Internal(attempt.Request.Operation, exception, attempt.MayBeProcessed);
        }
    }

    private ApiAnswer GiveUp(Attempt attempt, in RetryDecision decision)
    {
        if (attempt.Answer is not { } answer)
        {
            throw _failures.From(attempt.Request, attempt.Fault!, decision.OutcomeUnknown, _governor.CurrentHold().IsGone);
        }

        return attempt.Request.ProbeTimeout is not null
            ? answer
            : throw _failures.From(attempt.Request, decision.Error!.Value, answer, decision.OutcomeUnknown, attempt.WasUnavailable);
    }

    private ErrorKind? ErrorIn(ApiRequest request, ApiAnswer answer) =>
        answer.Status == (int)HttpStatusCode.ProxyAuthenticationRequired ? ErrorKind.ProxyRefused
        : WrongAddress.Find(Server, _dialect.AddressParameter, request, answer) is null ? _dialect.ErrorIn(request, answer) : ErrorKind.WrongAddress;

    private RetryDecision Decide(Attempt attempt)
    {
        var (request, answer, fault) = (attempt.Request, attempt.Answer, attempt.Fault);
        var error = answer is null ? fault!.Kind : ErrorIn(request, answer);
        if (answer is not null && RetryRules.IsDeferral(answer.Status))
        {
            attempt.DeferredSince ??= _governor.Now;
        }

        var (pause, allDeferredFor, goneFor, _) = error is null ? default : _governor.CurrentHold();
        return RetryRules.Decide(new TryFacts
        {
            Error = error,
            Status = answer?.Status,
            RetryAfter = answer?.RetryAfter,
            Sent = fault is { Sent: true },
            CredentialRefused = error is not null && answer is not null && _authenticator.IsRefusal(answer),
            Repeatable = request.Repeatable,
            WasUnavailable = attempt.WasUnavailable,
            IsAlreadyDone = error is not null && answer is not null && _dialect.IsAlreadyDone(request, answer),
            ChangesNothing = request.ChangesNothing,
            IsProbe = request.ProbeTimeout is not null,
            OutcomeUnknown = attempt.OutcomeUnknown,
            Retries = attempt.Retries,
            MaximumRetryCount = _options.MaximumRetryCount,
            DeferredFor = attempt.DeferredSince is { } since ? _governor.Now - since : TimeSpan.Zero,
            AllDeferredFor = allDeferredFor,
            GoneFor = goneFor,
            Pause = pause,
            Jitter = error is null ? 0 : Jitter.Next(),
        });
    }

    /// <summary>Does what a decision asks for before the next try.</summary>
    /// <returns>Whether there can be a next try.</returns>
    private async Task<bool> IsReadyForNextAsync(Attempt attempt, RetryDecision decision)
    {
        await attempt.RetractRecordAsync().ConfigureAwait(false);
        switch (decision.Next)
        {
            case NextStep.RenewCredential:
                attempt.Refusals += _authenticator.HasExpired(attempt.Credential) ? 0 : 1;
                var renewal = _authenticator.ReplaceAsync(attempt.Credential, attempt.Answer!, attempt.Refusals, attempt.Context);
                return await attempt.WaitForAsync(renewal).ConfigureAwait(false);
            case NextStep.SendAgain:
                attempt.Retries++;
                await attempt.WaitForAsync(_options.Clock.Delay(decision.Wait!.Value, attempt.Context.Stopping)).ConfigureAwait(false);
                return true;
            default:
                return true;
        }
    }

    private void Trace(Attempt attempt, in RetryDecision decision)
    {
        var log = attempt.Context.Log;
        if (!log.IsRead)
        {
            return;
        }

        var (request, answer) = (attempt.Request, attempt.Answer);
        log.Add(new RequestTrace(
            request.Operation,
            request.Method.Method,
            attempt.Address!.AbsolutePath,
            answer is null ? attempt.Fault!.Kind.ToString() : answer.Status.ToString(CultureInfo.InvariantCulture),
            (long)attempt.Elapsed.TotalMilliseconds,
            attempt.Number,
            log.WithBodies ? Masked(Encoding.UTF8.GetString(request.Body), request.Secret) : null,
            log.WithBodies && answer is not null ? Masked(request.IsForSecret ? answer.MemberNames : answer.Text, request.Secret) : null)
        {
            Waited = attempt.Waited,
            RetryDelay = decision.Wait,
            Location = answer?.Location is { } location ? Masked(location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), request.Secret) : null,
            Certificate = log.IsNew(Certificate) ? Certificate : null,
        });
    }

    private string? Masked(string body, Secret? secret) => body.Length == 0 ? null : _redactor.Clean(Plain.Words(body), secret);
}
