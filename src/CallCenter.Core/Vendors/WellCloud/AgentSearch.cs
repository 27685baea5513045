using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>
/// Finds out whether agents exist, from the tenant's list of agents, which the vendor documents for its console only. Whether a token
/// may ask is found out by asking; a tenant that refuses is not asked again. It sends at most one request a second, and all searches
/// that begin meanwhile share it. Safe to use from many threads.
/// </summary>
internal sealed class AgentSearch
{
    private const int MaxFailedLookups = 3;
    private const int MaxNonJsonAnswers = 6;

    // Where looking for longer would keep a row from others for too long, it stays unknown after a few lookups.
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(8);

    private readonly ApiConnection _connection;
    private readonly IClock _clock;
    private readonly string _path;
    private readonly SharedList<JsonElement?> _list;

    private volatile bool _isRefused;
    private int _answersWithoutJson;
    private int _pending;

    /// <summary>A search in the list of a tenant.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="clock">The clock for the pauses between lookups.</param>
    /// <param name="path">The path of the list.</param>
    public AgentSearch(ApiConnection connection, IClock clock, string path)
    {
        _connection = connection;
        _clock = clock;
        _path = path;
        _list = new(AskAsync, clock, Interval);
    }

    /// <summary>Whether the tenant does not let this token list the agents.</summary>
    public bool IsRefused => _isRefused;

    /// <summary>How many agents are being looked for.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Notes the status that another request for the list was answered with.</summary>
    public void Note(int? status) => _isRefused |= status is >= 400 and < 500 and not 429;

    /// <summary>Looks for an agent until it is found, or until what was sent for it can no longer take effect.</summary>
    /// <param name="agent">The agent, by code and login name.</param>
    /// <param name="pending">How long that may still be; null where nothing limits it.</param>
    /// <param name="context">The call.</param>
    /// <returns>What is certain: an agent that is absent too early, or when the run was stopped meanwhile, is not.</returns>
    public async Task<AgentLookup> SettleAsync(AgentValues agent, TimeSpan? pending, CallContext context)
    {
        Interlocked.Increment(ref _pending);
        try
        {
            return await LookUntilCertainAsync(agent, pending, context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private async Task<AgentLookup> LookUntilCertainAsync(AgentValues agent, TimeSpan? pending, CallContext context)
    {
        var proves = pending <= MaxWait;
        var end = _clock.Now + (proves ? pending!.Value : ShortWait);
        var (pause, failed) = (FirstPause, 0);
        while (true)
        {
            var asked = _clock.Now;
            var lookup = await LookUpAsync(agent, context).ConfigureAwait(false);
            if (lookup.IsTransient ? ++failed == MaxFailedLookups : !lookup.IsAbsent)
            {
                return lookup;
            }

            if (asked >= end)
            {
                return !lookup.IsAbsent || proves ? lookup : pending is null ? AgentLookup.CannotTell : AgentLookup.TooEarly;
            }

            try
            {
                var left = end - _clock.Now;
                await _clock.Delay(left < TimeSpan.Zero ? TimeSpan.Zero : left < pause ? left : pause, context.Stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return AgentLookup.TooEarly;
            }

            if (lookup.IsAbsent)
            {
                pause = pause + pause < MaxPause ? pause + pause : MaxPause;
            }
        }
    }

    /// <summary>Looks whether an agent exists: <c>GET /api/operation/tenant/agents</c>, in a list that is asked for from now on.</summary>
    /// <param name="agent">The agent, by code and login name.</param>
    /// <param name="context">The call.</param>
    private async Task<AgentLookup> LookUpAsync(AgentValues agent, CallContext context)
    {
        try
        {
            return !_isRefused && await _list.NextAsync(context).ConfigureAwait(false) is { } list
                ? AgentJson.Find(list, agent, field => _connection.Mask(field, agent.Password))
                : AgentLookup.CannotTell;
        }
        catch (Exception exception) when (exception is CallCenterException or OperationCanceledException)
        {
            // An answer may have been spoilt or lost on its way, and the run that asked may have been stopped while this one goes on.
            var isTransient = exception is CallCenterException { Kind: ErrorKind.NotJson or ErrorKind.ConnectionLost } ? !_isRefused
                : exception is CallCenterException { Kind: ErrorKind.Stopped } or OperationCanceledException && !context.Stopping.IsCancellationRequested;
            return isTransient ? AgentLookup.NoAnswer : AgentLookup.CannotTell;
        }
    }

    /// <summary>The list; null where the tenant does not let this token have it.</summary>
    private async Task<JsonElement?> AskAsync(CallContext context)
    {
        if (_isRefused)
        {
            return null;
        }

        try
        {
            using var answer = await _connection.SendAsync(TenantClient.Read(() => Messages.OperationListAgents, _path), context).ConfigureAwait(false);
            _answersWithoutJson = 0;
            return answer.Object!.Value.Clone();
        }
        catch (CallCenterException exception)
        {
            // What may pass is asked again for the next row; a refusal is not. Where one answer after the other is no JSON, it is
            // somebody else who answers.
            Note(exception.StatusCode);
            _isRefused |= exception.Kind == ErrorKind.NotJson && ++_answersWithoutJson >= MaxNonJsonAnswers;
            throw;
        }
    }
}

/// <summary>What a lookup of an agent found.</summary>
/// <param name="Found">The agent, when it exists with the code and login name asked for.</param>
/// <param name="IsAbsent">Whether it certainly does not exist.</param>
public sealed record AgentLookup(Agent? Found, bool IsAbsent)
{
    /// <summary>The tenant does not tell.</summary>
    public static AgentLookup CannotTell { get; } = new(null, IsAbsent: false);

    /// <summary>The answer could not be read, and the next one may be.</summary>
    public static AgentLookup NoAnswer { get; } = new(null, IsAbsent: false) { IsTransient = true };

    /// <summary>It is absent, and what was sent for it may still take effect.</summary>
    public static AgentLookup TooEarly { get; } = new(null, IsAbsent: false) { IsEarly = true };

    /// <summary>Whether it is absent now, which proves nothing yet.</summary>
    public bool IsEarly { get; private init; }

    /// <summary>Whether asking again may tell more.</summary>
    public bool IsTransient { get; private init; }
}
