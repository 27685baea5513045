using System;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>One try of a request: composed, authenticated, let in by the governor, recorded and sent.</summary>
internal sealed class Attempt(ApiRequest request, CallContext context)
{
    private bool _isOnRecord;
    private RequestBody? _body;

    public ApiRequest Request => request;

    public CallContext Context => context;

    /// <summary>Which try of the request it is, from 1.</summary>
    public int Number { get; private init; } = 1;

    /// <summary>How many retries the request has used up.</summary>
    public int Retries { get; set; }

    /// <summary>How often the server refused a credential that had not merely expired.</summary>
    public int Refusals { get; set; }

    /// <summary>When the server first deferred the request; null when it never did.</summary>
    public TimeSpan? DeferredSince { get; set; }

    /// <summary>Whether an earlier try was answered with 503.</summary>
    public bool WasUnavailable { get; private init; }

    /// <summary>Whether this try or an earlier one may have been processed although no answer says so.</summary>
    public bool OutcomeUnknown { get; set; }

    /// <summary>Whether the request may have been processed, when it ended with neither an answer nor a fault.</summary>
    public bool MayBeProcessed => OutcomeUnknown || (!request.ChangesNothing && _body is not null && !_body.TryWithdraw());

    /// <summary>Where it was sent.</summary>
    public Uri? Address { get; private set; }

    /// <summary>The credential it was sent with, as the authenticator knows it.</summary>
    public object? Credential { get; private set; }

    /// <summary>The answer; null when there was none.</summary>
    public ApiAnswer? Answer { get; private set; }

    /// <summary>Why there was no answer; null when there was one.</summary>
    public TransportFault? Fault { get; private set; }

    /// <summary>How long it waited for the governor to let it in.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>How long it took from then on.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Sends the request, and keeps the answer or the fault.</summary>
    /// <exception cref="CallCenterException">The run was stopped, or signing in failed, before it was sent.</exception>
    public async Task SendAsync(HttpTransport transport, Governor governor, IRequestAuthenticator authenticator)
    {
        ThrowIfStopping();
        using var message = transport.Compose(request);
        Address = message.RequestUri;
        _body = message.Content as RequestBody;

        // Slow work comes before the governor, so that no request holds a slot while it waits for something else. What can expire
        // comes after, since the governor can take long.
        await WaitForAsync(authenticator.PrepareAsync(context)).ConfigureAwait(false);
        var queued = governor.Now;
        var round = await WaitForAsync(governor.EnterAsync(context.Stopping, context.FindsLimit)).ConfigureAwait(false);
        var started = governor.Now;
        Waited = started - queued;
        try
        {
            ThrowIfStopping();
            Credential = await WaitForAsync(authenticator.ApplyAsync(message, context)).ConfigureAwait(false);
            if (!_isOnRecord && !request.ChangesNothing && context.Record is { } record)
            {
                await record.BeginAsync(transport.TimeoutOf(request)).ConfigureAwait(false);
                _isOnRecord = true;
            }

            started = governor.Now;
            (Answer, Fault) = await transport.SendAsync(message, request, context.Abort).ConfigureAwait(false);
        }
        finally
        {
            Elapsed = governor.Now - started;
            governor.Leave(round, Answer, Fault, Elapsed, context.FindsLimit);
        }
    }

    /// <summary>Takes the record back unless the request may have been processed, before a wait in which the run may be killed.</summary>
    public async Task RetractRecordAsync()
    {
        if (_isOnRecord && !OutcomeUnknown)
        {
            await context.Record!.RetractAsync().ConfigureAwait(false);
            _isOnRecord = false;
        }
    }

    /// <summary>The next try of the same request.</summary>
    public Attempt Next() => new(request, context)
    {
        Number = Number + 1,
        Retries = Retries,
        Refusals = Refusals,
        DeferredSince = DeferredSince,
        WasUnavailable = WasUnavailable || RetryRules.IsUnavailable(Answer?.Status),
        OutcomeUnknown = OutcomeUnknown,
        _isOnRecord = _isOnRecord,
    };

    /// <summary>Waits for work that the request depends on. If that fails or is stopped, so does the request. Nearly always the work is done already.</summary>
    public Task<T> WaitForAsync<T>(Task<T> work) => work.Status == TaskStatus.RanToCompletion ? work : ResultAsync(work);

    /// <inheritdoc cref="WaitForAsync{T}"/>
    public Task WaitForAsync(Task work) => work.Status == TaskStatus.RanToCompletion ? work : ReportFailureAsync(work);

    private async Task<T> ResultAsync<T>(Task<T> work)
    {
        await ReportFailureAsync(work).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    private async Task ReportFailureAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (CallCenterException exception) when (exception.Kind != ErrorKind.Stopped)
        {
            throw Failure.CausedBy(request.Operation, exception, OutcomeUnknown, request.Repeatable);
        }
        catch (Exception exception) when (exception is CallCenterException or OperationCanceledException)
        {
            throw Stopped();
        }
    }

    private void ThrowIfStopping()
    {
        if (context.Stopping.IsCancellationRequested)
        {
            throw Stopped();
        }
    }

    private CallCenterException Stopped() => Failure.Stopped(request.Operation, OutcomeUnknown, request.Repeatable);
}
