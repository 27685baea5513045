using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Simulator;
using CallCenter.Simulator.CooCenter;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Signing out at the end of a call, on a clock that skips the waits between two looks.</summary>
public sealed class IdleExitTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Destination Appliance = new("CooCenter", "pbx");

    private readonly VendorSimulator _simulator = new(new SimulatorOptions { RecordRequests = true });
    private readonly QueueClient _client;
    private int _looks;

    public IdleExitTests()
    {
        _client = Wire.Queues(_simulator.QueueUri, Wire.Usual);
        foreach (var queue in (string[])["630", "631"])
        {
            _simulator.SetMember(new(queue, "8001"));
        }

        _simulator.SetExtension("8001", SimulatedState.InCall);
    }

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task A_member_is_paused_then_its_call_ends_then_it_is_signed_out()
    {
        AtEachLook(look => _simulator.SetExtension("8001", look < 3 ? SimulatedState.Ringing : SimulatedState.Idle));

        var outcome = await ExitAsync("630", "8001");

        Assert.Equal("logout extension success", outcome.Result);
        Assert.Equal(
            ["queue-info", "agent-pause member=8001&queue=630&state=on", .. Enumerable.Repeat("extension-hints-status", 3), "agent-logout extension=8001&queue=630"],
            Sent);
        Assert.Equal([new SimulatedMember("631", "8001")], _simulator.Members);
    }

    [Fact]
    public async Task When_the_time_is_over_the_pause_is_taken_back()
    {
        var error = await Wire.FailsAsync(() => ExitAsync("630", "8001"));

        Assert.Equal(ErrorKind.NotIdle, error.Kind);
        Assert.Equal("Could not sign extension 8001 out of queue 630: its calls did not end within 60 seconds. The pause was undone.", error.Message);
        Assert.False(error.OutcomeUnknown);
        Assert.Equal([new SimulatedMember("630", "8001"), new SimulatedMember("631", "8001")], _simulator.Members);
        Assert.InRange(_looks, 30, 33);
    }

    [Fact]
    public async Task When_the_run_is_stopped_the_pause_is_taken_back()
    {
        using var stopping = new CancellationTokenSource();
        AtEachLook(look =>
        {
            if (look == 2)
            {
                stopping.Cancel();
            }
        });

        var error = await Wire.FailsAsync(() => ExitAsync("630", "8001", new CallContext(stopping.Token)));

        Assert.Equal((ErrorKind.Stopped, false), (error.Kind, error.OutcomeUnknown));
        Assert.EndsWith("The pause was undone.", error.Message, StringComparison.Ordinal);
        Assert.Contains(new SimulatedMember("630", "8001"), _simulator.Members);
    }

    [Fact]
    public async Task A_pause_that_cannot_be_taken_back_is_said()
    {
        _simulator.Interceptor = request => Body(request).EndsWith("state=off", StringComparison.Ordinal)
            ? HttpResponse.Json(200, ("status", "error"), ("message", "locked"))
            : null;

        var error = await Wire.FailsAsync(() => ExitAsync("630", "8001"));

        Assert.Equal(ErrorKind.StillPaused, error.Kind);
        Assert.Contains("its calls did not end within 60 seconds. The member is still paused: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("locked", error.Message, StringComparison.Ordinal);
        Assert.Contains("Resume-CcQueueMember", error.Advice, StringComparison.Ordinal);
        Assert.Contains(new SimulatedMember("630", "8001", Paused: true), _simulator.Members);
    }

    [Fact]
    public async Task Who_was_paused_before_stays_paused()
    {
        _simulator.SetMember(new("630", "8001", Paused: true, Penalty: 3));

        var error = await Wire.FailsAsync(() => ExitAsync("630", "8001"));

        Assert.Equal("Could not sign extension 8001 out of queue 630: its calls did not end within 60 seconds.", error.Message);
        Assert.DoesNotContain(Sent, request => request.StartsWith("agent-pause", StringComparison.Ordinal));
        Assert.Contains(new SimulatedMember("630", "8001", Paused: true, Penalty: 3), _simulator.Members);
    }

    [Fact]
    public async Task Who_is_no_member_is_signed_out_at_once()
    {
        await ExitAsync("632", "8001");

        Assert.Equal(["queue-info", "agent-logout extension=8001&queue=632"], Sent);
    }

    [Fact]
    public async Task A_sign_out_that_is_refused_takes_the_pause_back()
    {
        _simulator.SetExtension("8001", SimulatedState.Idle);
        _simulator.Interceptor = request => request.Path.EndsWith("agent-logout", StringComparison.Ordinal)
            ? HttpResponse.Json(200, ("status", "error"), ("message", "static member"))
            : null;

        var error = await Wire.FailsAsync(() => ExitAsync("630", "8001"));

        Assert.Equal((ErrorKind.QueueRefused, "static member"), (error.Kind, error.VendorMessage));
        Assert.EndsWith("The pause was undone.", error.Message, StringComparison.Ordinal);
        Assert.Contains(new SimulatedMember("630", "8001"), _simulator.Members);
    }

    [Fact]
    public async Task A_look_that_fails_is_followed_by_another()
    {
        _simulator.Interceptor = request =>
        {
            if (!IsLook(request) || Interlocked.Increment(ref _looks) > 6)
            {
                return null;
            }

            _simulator.SetExtension("8001", SimulatedState.Idle);
            return HttpResponse.Json(500);
        };

        Assert.Null((await ExitAsync("630", "8001")).Error);
        Assert.Empty(_simulator.Queues["630"]);
    }

    [Fact]
    public async Task Without_a_list_of_states_nobody_waits()
    {
        _simulator.Interceptor = request => IsLook(request) ? HttpResponse.Json(404, ("status", "error"), ("message", "Not found")) : null;

        var error = await Wire.FailsAsync(() => ExitAsync("630", "8001"));

        Assert.Contains("list the states of the extensions", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("The pause was undone.", error.Message, StringComparison.Ordinal);
        Assert.Single(Sent, "extension-hints-status");
    }

    [Fact]
    public async Task An_extension_whose_state_is_not_listed_is_not_waited_for()
    {
        _simulator.Interceptor = request => IsLook(request) ? HttpResponse.Json(200, "[]") : null;

        var error = await Wire.FailsAsync(() => ExitAsync("630", "8001"));

        Assert.Equal(ErrorKind.NotIdle, error.Kind);
        Assert.Contains("does not list the state of this extension", error.Message, StringComparison.Ordinal);
        Assert.Single(Sent, "extension-hints-status");
    }

    [Fact]
    public async Task All_who_wait_share_one_list()
    {
        var extensions = Wire.Codes(40);
        foreach (var extension in extensions)
        {
            _simulator.SetMember(new("632", extension));
            _simulator.SetExtension(extension, SimulatedState.InCall);
        }

        // Their calls end when all of them wait.
        var looksOfAll = 0;
        AtEachLook(_ =>
        {
            if (PausesSent == extensions.Count)
            {
                looksOfAll++;
                foreach (var extension in extensions)
                {
                    _simulator.SetExtension(extension, SimulatedState.Idle);
                }
            }
        });
        using var idle = new IdleExit(_client, TimeSpan.FromHours(1), 4);

        await Task.WhenAll(extensions.Select(extension => new ExitQueue(_client, Appliance, "632", extension, idle).SendAsync(Wire.Context)));

        Assert.Empty(_simulator.Queues["632"]);
        Assert.Equal(40, PausesSent);

        // At most four had no answer to their pause yet, and needed a later look.
        Assert.InRange(looksOfAll, 1, 6);
        Assert.InRange(Sent.Count(request => request == "queue-info"), 1, 3);

        // Four changes and the two lists.
        Assert.InRange(_simulator.MaxConcurrentRequests, 1, 6);
    }

    [Fact]
    public async Task An_extension_is_paused_in_all_its_queues_before_it_leaves_one()
    {
        AtEachLook(_ => _simulator.SetExtension("8001", PausesSent < 2 ? SimulatedState.InCall : SimulatedState.Idle));
        using var idle = new IdleExit(_client, Minute, 8);

        var outcome = await new ExitAllQueues(_client, Appliance, "8001", idle).SendAsync(Wire.Context);

        Assert.Equal(["630", "631"], outcome.Parts.Select(part => part.Queue()).Order());
        Assert.Empty(_simulator.Members);
        var changes = Sent.Where(request => request.StartsWith("agent-", StringComparison.Ordinal)).Select(request => request.Split(' ')[0]);
        Assert.Equal(["agent-pause", "agent-pause", "agent-logout", "agent-logout"], changes);
    }

    /// <summary>What was sent, without what it was sent to set up.</summary>
    private IReadOnlyList<string> Sent =>
        [.. _simulator.Requests.Select(request => (request.Path.Split('/')[^1] + " " + Body(request)).TrimEnd())];

    private int PausesSent => Sent.Count(request => request.StartsWith("agent-pause", StringComparison.Ordinal));

    private static string Body(HttpRequest request) => Encoding.ASCII.GetString(request.Body);

    private static bool IsLook(HttpRequest request) => request.Path.EndsWith("extension-hints-status", StringComparison.Ordinal);

    private void AtEachLook(Action<int> act) => _simulator.Interceptor = request =>
    {
        if (IsLook(request))
        {
            act(Interlocked.Increment(ref _looks));
        }

        return null;
    };

    private async Task<OperationOutcome> ExitAsync(string queue, string extension, CallContext? context = null)
    {
        if (_simulator.Interceptor is null)
        {
            AtEachLook(_ => { });
        }

        using var idle = new IdleExit(_client, Minute, 8);
        return await new ExitQueue(_client, Appliance, queue, extension, idle).SendAsync(context ?? Wire.Context);
    }
}
