using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>
/// Looks whether agents exist, by the list of the tenant's agents, which the vendor documents for its console only. Whether a token
/// may ask is found out by asking; a tenant that refuses is not asked again. It sends at most one request a second, and all agents
/// that are looked for meanwhile share it. Safe to use from many threads.
/// </summary>
/// <param name="connection">The tenant.</param>
/// <param name="clock">What the pauses between looks go by.</param>
/// <param name="path">The path of the list.</param>
internal sealed class AgentLooks(ApiConnection connection, IClock clock, string path)
{
    private const int MaxFailedLooks = 3;
    private const int MaxNonJsonAnswers = 6;

    // Where looking for longer would keep a row from others for too long, it stays unknown after a few looks.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    // Guards the two below.
    private readonly object _gate = new();
    private List<Look> _waiting = [];
    private bool _isAsking;

    // Used only by the task that asks.
    private TimeSpan? _asked;

    private volatile bool _areRefused;
    private int _answersWithoutJson;

    /// <summary>Whether the tenant does not let this token list the agents.</summary>
    public bool AreRefused => _areRefused;

    /// <summary>Notes the status that another request for the list was answered with.</summary>
    public void Note(int? status) => _areRefused |= status is >= 400 and < 500 and not 429;

    /// <summary>Looks for an agent until it is found, or until what was sent for it can no longer take effect.</summary>
    /// <param name="agent">The agent, by code and login name.</param>
    /// <param name="pending">How long that may still be; null where nothing limits it.</param>
    /// <param name="context">The call.</param>
    /// <returns>What is certain: an agent that is absent too early, or when the run was stopped meanwhile, is not.</returns>
    public async Task<AgentLookup> SettleAsync(AgentRequest agent, TimeSpan? pending, CallContext context)
    {
        var proves = pending <= LongestWait;
        var end = clock.Now + (proves ? pending!.Value : ShortWait);
        var (pause, failed) = (FirstPause, 0);
        while (true)
        {
            var asked = clock.Now;
            var lookup = await LookUpAsync(agent, context).ConfigureAwait(false);
            if (lookup.IsTransient ? ++failed == MaxFailedLooks : !lookup.IsAbsent)
            {
                return lookup;
            }

            if (asked >= end)
            {
                return !lookup.IsAbsent || proves ? lookup : pending is null ? AgentLookup.CannotTell : AgentLookup.TooEarly;
            }

            try
            {
                var left = end - clock.Now;
                await clock.Delay(left < TimeSpan.Zero ? TimeSpan.Zero : left < pause ? left : pause, context.Stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return AgentLookup.TooEarly;
            }

            if (lookup.IsAbsent)
            {
                pause = pause + pause < LongestPause ? pause + pause : LongestPause;
            }
        }
    }

    /// <summary>Looks whether an agent exists: <c>GET /api/operation/tenant/agents</c>, in a list that is asked for from now on.</summary>
    /// <param name="agent">The agent, by code and login name.</param>
    /// <param name="context">The call.</param>
    public Task<AgentLookup> LookUpAsync(AgentRequest agent, CallContext context)
    {
        var look = new Look(agent, context);
        lock (_gate)
        {
            _waiting.Add(look);
            if (_isAsking)
            {
                return look.Task;
            }

            _isAsking = true;
        }

        _ = AskAsync();
        return look.Task;
    }

    private async Task AskAsync()
    {
        while (true)
        {
            var wait = _areRefused ? null : _asked + Interval - clock.Now;
            if (wait > TimeSpan.Zero)
            {
                await clock.Delay(wait.Value, CancellationToken.None).ConfigureAwait(false);
            }

            List<Look> looks;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isAsking = false;
                    return;
                }

                (looks, _waiting) = (_waiting, []);
            }

            await AnswerAsync(looks).ConfigureAwait(false);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever it is, those who look must hear of it.")]
    private async Task AnswerAsync(List<Look> looks)
    {
        try
        {
            var (agent, context) = (looks[0].Agent, looks[0].Context);
            var request = new ApiRequest(() => Messages.FormatOperationLookUpAgent(Cell.Label(agent.Code)), HttpMethod.Get, path)
            {
                ContentType = TenantDialect.ContentType,
                Repeatable = true,
                ChangesNothing = true,
            };
            if (_areRefused)
            {
                looks.ForEach(look => look.TrySetResult(AgentLookup.CannotTell));
                return;
            }

            _asked = clock.Now;
            using var answer = await connection.SendAsync(request, context).ConfigureAwait(false);
            _answersWithoutJson = 0;
            looks.ForEach(look => look.TrySetResult(AgentJson.Find(answer.Object!.Value, look.Agent, field => connection.Mask(field, look.Agent.Password))));
        }
        catch (CallCenterException exception)
        {
            // What may pass is asked again for the next row; a refusal is not. An answer may have been spoilt or lost on its way,
            // and is asked for again soon; but where one after the other is no JSON, it is somebody else who answers.
            var isSpoilt = exception.Kind is ErrorKind.NotJson or ErrorKind.ConnectionLost;
            Note(exception.StatusCode);
            _areRefused |= exception.Kind == ErrorKind.NotJson && ++_answersWithoutJson >= MaxNonJsonAnswers;

            // The run that asked may have been stopped, and another one asks too.
            looks.ForEach(look => look.TrySetResult(
                (isSpoilt && !_areRefused) || (exception.Kind == ErrorKind.Stopped && !look.Context.Stopping.IsCancellationRequested)
                    ? AgentLookup.NoAnswer
                    : AgentLookup.CannotTell));
        }
        catch (Exception exception)
        {
            looks.ForEach(look => look.TrySetException(exception));
        }
    }

    private sealed class Look(AgentRequest agent, CallContext context) : TaskCompletionSource<AgentLookup>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public AgentRequest Agent => agent;

        public CallContext Context => context;
    }
}
