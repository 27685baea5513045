using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>
/// Gets tokens with an appId and appSecret (token page: POST with both in the query string; a token lives 24 hours).
/// However many rows wait for a new token, one request fetches it. A tenant may accept only the newest token of an appId. Two sessions
/// with the same appId then invalidate each other's token, so a session whose token is refused soon after it was issued pauses before it renews.
/// </summary>
internal sealed class CredentialTokenSource : TokenSource, IDisposable
{
    private const int MaxDoublings = 4;

    // A token normally lives for hours.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly IClock _clock;
    private readonly ApiConnection _connection;
    private readonly ApiRequest _request;
    private readonly Redactor _redactor;
    private readonly object _gate = new();
    private Secret? _current;
    private Secret? _accepted;
    private CallCenterException? _refused;
    private TaskCompletionSource<bool>? _renewing;
    private TimeSpan _issued;
    private int _refusedSoon;

    public CredentialTokenSource(ApiConnection connection, string appId, Secret appSecret, TokenType type, Redactor redactor, IClock clock)
    {
        _clock = clock;
        _connection = connection;
        _redactor = redactor;
        _request = new ApiRequest(() => Messages.FormatOperationRequestToken(connection.Server.Authority), HttpMethod.Post, string.Empty)
        {
            // The vendor answers 500 (RESTEASY003065) to any other Content-Type, even without a body.
            ContentType = TenantDialect.ContentType,
            Query = "?appId=" + Uri.EscapeDataString(appId)
                + "&appSecret=" + Uri.EscapeDataString(appSecret.Reveal())
                + "&type=" + (type == TokenType.Partner ? "partner" : "tenant"),
            Repeatable = true,
            ChangesNothing = true,
            Secret = appSecret,
            IsForSecret = true,
        };
    }

    /// <summary>The connection to the token server.</summary>
    public ApiConnection Connection => _connection;

    /// <summary>The current token; null before the first.</summary>
    public Secret? Current => Volatile.Read(ref _current);

    public void Dispose() => _connection.Dispose();

    public override async Task<Secret> GetAsync(CallContext context) =>
        Volatile.Read(ref _current) ?? await ReplaceAsync(null, context).ConfigureAwait(false);

    protected override void Accepted(Secret token) => Volatile.Write(ref _accepted, token);

    protected override bool HasExpired(Secret token) => !token.Equals(Current) || token.Equals(Volatile.Read(ref _accepted));

    protected override async Task<bool> RenewAsync(Secret refused, CallContext context)
    {
        await ReplaceAsync(refused, context).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// The new token. One caller requests it; the others wait and go on together, since one after the other they would be overtaken
    /// by the next expiry.
    /// </summary>
    private async Task<Secret> ReplaceAsync(Secret? refused, CallContext context)
    {
        while (true)
        {
            Task renewal;
            lock (_gate)
            {
                if (_current is { } current && !current.Equals(refused))
                {
                    return current;
                }

                if (_refused is not null)
                {
                    // Asking again with a credential that was refused would be one useless request a row.
                    throw _refused;
                }

                if (_renewing is null)
                {
                    _renewing = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    break;
                }

                renewal = _renewing.Task;
            }

            await WaitForRenewalAsync(renewal, context.Stopping).ConfigureAwait(false);
        }

        return await FetchAsync(isRenewal: refused is not null, context).ConfigureAwait(false);
    }

    /// <summary>Requests a token, and wakes up all that wait for it.</summary>
    private async Task<Secret> FetchAsync(bool isRenewal, CallContext context)
    {
        try
        {
            if (isRenewal)
            {
                await PauseForOtherSessionsAsync(context).ConfigureAwait(false);
            }

            var token = await RequestAsync(context).ConfigureAwait(false);
            _redactor.Remember(token);
            _issued = _clock.Now;
            Volatile.Write(ref _current, token);
            return token;
        }
        catch (CallCenterException exception) when (exception.Kind == ErrorKind.CredentialRefused)
        {
            _refused = exception;
            throw;
        }
        finally
        {
            TaskCompletionSource<bool> ended;
            lock (_gate)
            {
                ended = _renewing!;
                _renewing = null;
            }

            ended.SetResult(true);
        }
    }

    private async Task PauseForOtherSessionsAsync(CallContext context)
    {
        if (_clock.Now - _issued > Soon)
        {
            _refusedSoon = 0;
            return;
        }

        await _clock.Delay(RetryRules.Backoff(_refusedSoon, Jitter.Next()), context.Stopping).ConfigureAwait(false);
        _refusedSoon = Math.Min(_refusedSoon + 1, MaxDoublings);
    }

    private static async Task WaitForRenewalAsync(Task renewal, CancellationToken stopping)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stopping.Register(static source => ((TaskCompletionSource<bool>)source!).TrySetCanceled(), stopped))
        {
            await (await Task.WhenAny(renewal, stopped.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<Secret> RequestAsync(CallContext context)
    {
        using var answer = await _connection.SendAsync(_request, context).ConfigureAwait(false);
        return TokenText.Read(answer.Object?.Raw("token"))
            ?? throw Failure.Remote(ErrorKind.NotJson, _request.Operation, outcomeUnknown: false, status: answer.Status, detail: Messages.FormatNotJsonNoToken(TokenText.MaxLength));
    }
}
