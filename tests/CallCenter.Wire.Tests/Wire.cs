using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>What the tests say again and again.</summary>
internal static class Wire
{
    /// <summary>Long enough for a machine that is busy with something else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly Secret Password = new("Bb1357974");

    /// <summary>Without second tries.</summary>
    public static ConnectionOptions Once => Usual with { MaximumRetryCount = 0 };

    /// <summary>As a user gets it, on a clock of its own that skips every wait.</summary>
    public static ConnectionOptions Usual => new() { Timeout = Patience, Clock = new SkippingClock() };

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A call that belongs to no run, and ends with the test.</summary>
    public static CallContext Context => new(Cancellation);

    /// <summary>A call whose tries are looked at.</summary>
    public static CallContext Logged(RequestLog log) => new(log, Cancellation, Cancellation);

    public static AgentValues Agent(string code = "5003") => new() { Code = code, LoginName = "login" + code, UserName = "张三", Password = Password };

    /// <summary>Creates an agent as a row of a run does, which looks where no answer says whether it was created.</summary>
    public static async Task<Agent> CreateAsync(TenantClient tenant, AgentValues agent) => (Agent)(await Creation(tenant, agent).SendAsync(Context)).Result!;

    public static CreateAgent Creation(TenantClient tenant, AgentValues agent) => new(tenant, new Destination("WellCloud", "test"), agent);

    public static TenantClient WithToken(Uri server, ConnectionOptions? options = null, string token = "12345678") =>
        TenantClient.WithToken(server, new Secret(token), options ?? Once);

    public static TenantClient WithToken(VendorSimulator simulator, ConnectionOptions? options = null) =>
        WithToken(simulator.TenantUri, options, simulator.IssueToken());

    public static TenantClient WithCredential(VendorSimulator simulator, ConnectionOptions? options = null, Uri? server = null, Uri? tokenUri = null) =>
        TenantClient.WithCredential(
            server ?? simulator.TenantUri, tokenUri ?? simulator.TokenUri, simulator.AppId, new Secret(simulator.AppSecret), TokenType.Tenant, options ?? Usual);

    public static QueueClient Queues(Uri server, ConnectionOptions? options = null, string? key = null, Func<DateTimeOffset>? now = null) =>
        new(server, key is null ? null : new Secret(key), options ?? Once, now);

    /// <summary>The failure that a call ends with.</summary>
    public static Task<CallCenterException> FailsAsync(Func<Task> call) => Assert.ThrowsAsync<CallCenterException>(call);

    /// <summary>Checks what an error says: the status, the server's words and what the call was about in its message, and some advice.</summary>
    public static void AssertError(CallCenterException error, ErrorKind kind, int status, string? words, string subject, string advice = "")
    {
        Assert.Equal((kind, (int?)status, words), (error.Kind, error.StatusCode, error.VendorMessage));
        Assert.Contains(subject, error.Message, StringComparison.Ordinal);
        Assert.Contains(words ?? "", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Advice);
        Assert.Contains(advice, error.Advice, StringComparison.Ordinal);
    }

    /// <summary>The tries that a log has now.</summary>
    public static List<RequestTrace> Taken(this RequestLog log)
    {
        var traces = new List<RequestTrace>();
        while (log.TryTake(out var trace))
        {
            traces.Add(trace);
        }

        return traces;
    }

    /// <summary>The next try, as soon as it has ended.</summary>
    public static async Task<RequestTrace> NextAsync(this RequestLog log)
    {
        RequestTrace? trace = null;
        await UntilAsync(() => log.TryTake(out trace));
        return trace!;
    }

    /// <summary>Waits for what must come.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Sends many rows as the cmdlets do.</summary>
    public static List<TestOutcome<TRow, TResult>> Run<TRow, TResult>(
        IEnumerable<TRow> rows, int limit, Func<TRow, CallContext, Task<TResult>> work, RequestLog? log = null)
        where TRow : notnull
    {
        var outcomes = new List<TestOutcome<TRow, TResult>>();
        using var run = new TestRun<TRow, TResult>(work, row => "do " + row, limit, log ?? new RequestLog(withBodies: false));
        foreach (var row in rows)
        {
            while (!run.HasRoom)
            {
                Assert.True(run.TryTake(out var outcome, Patience));
                outcomes.Add(outcome);
            }

            run.Start(row);
        }

        while (run.InFlight > 0)
        {
            Assert.True(run.TryTake(out var outcome, Patience));
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <summary>The key that a phone system takes on a day, made of its secret.</summary>
    public static string DailyKey(string secret, DateTime date)
    {
#pragma warning disable CA5351 // What the appliance asks for.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(secret + date.ToString("yyyy-MM-dd", null))));
#pragma warning restore CA5351
    }

    /// <summary>Signs an extension out of all its queues.</summary>
    public static async Task<IReadOnlyList<OperationOutcome>> ExitAllAsync(this QueueClient queues, string extension, CallContext context) =>
        (IReadOnlyList<OperationOutcome>)(await new ExitAllQueues(queues, new("CooCenter", "pbx"), extension).SendAsync(context)).Result!;

    /// <summary>The queue of a part of that.</summary>
    public static string Queue(this OperationOutcome outcome) => ((QueueOperation)outcome.Operation).Queue;

    /// <summary>The codes 10000, 10001, ….</summary>
    public static IReadOnlyList<string> Codes(int count) => [.. Enumerable.Range(10_000, count).Select(number => number.ToString(null, null))];

    // A proxy of the machine that the tests run on has no business here.
    [ModuleInitializer]
    internal static void UseNoProxy() => HttpClient.DefaultProxy = new WebProxy();
}
