using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Tests;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>What a journal says of a row at the instants in which its run could be killed.</summary>
public sealed class JournaledSendTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;
    private readonly VendorSimulator _simulator = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly MovedClock _clock = new();
    private readonly TenantClient _client;
    private readonly RunJournal _journal;

    public JournaledSendTests()
    {
        _client = Wire.WithToken(_simulator, Wire.Usual with { Clock = _clock });
        _journal = RunJournal.Open(JournalPath, new JournalRun("New-CcAgent", [new("WellCloud", "n01.cc")]));
    }

    private string JournalPath => Path.Combine(_folder, "run.journal");

    private JournalState? State => JournalReader.Read(JournalPath).Rows.SingleOrDefault()?.State;

    public void Dispose()
    {
        _journal.Dispose();
        _client.Dispose();
        _simulator.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_row_that_is_put_off_is_not_sent_while_it_waits(int status)
    {
        _simulator.Interceptor = _ => HttpResponse.Json(status).With("Retry-After", "200");

        var create = CreateAsync();
        await Wire.UntilAsync(() => State == JournalState.Stopped);

        Assert.Equal(1, _simulator.RequestCount);
        await _stop.CancelAsync();
        Assert.Equal((ErrorKind.Stopped, false), await EndOfAsync(create));
    }

    [Fact]
    public async Task A_row_that_waits_for_another_connection_is_not_sent()
    {
        using var proxy = new FaultProxy(_simulator.TenantUri, _ => Fault.None, refuses: true);
        using var client = Wire.WithToken(proxy.Uri, Wire.Usual with { Clock = _clock }, _simulator.IssueToken());

        var create = CreateAsync(client);
        await Wire.UntilAsync(() => State == JournalState.Stopped);

        await _stop.CancelAsync();
        Assert.Equal((ErrorKind.Stopped, false), await EndOfAsync(create));
    }

    [Fact]
    public async Task A_row_that_may_have_been_processed_stays_so_when_a_later_try_is_put_off()
    {
        _simulator.Interceptor = _ => _simulator.RequestCount == 1 ? HttpResponse.Lost() : HttpResponse.Json(429).With("Retry-After", "200");
        var log = new RequestLog(withBodies: false);
        var reset = SendAsync(_journal, new ResetPassword(_client, new("WellCloud", "n01.cc"), "5003", Wire.Password), log);
        Assert.Equal("ConnectionLost", (await log.NextAsync()).Result);
        await Wire.UntilAsync(() => _clock.Sleepers == 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("429", (await log.NextAsync()).Result);

        Assert.Equal(JournalState.Sending, State);
        await _stop.CancelAsync();
        Assert.Equal((ErrorKind.Stopped, true), await EndOfAsync(reset));
        Assert.Equal(JournalState.Unknown, State);
    }

    [Fact]
    public async Task A_row_that_was_put_off_is_sent_again_with_a_record()
    {
        _simulator.Interceptor = _ =>
        {
            Assert.Equal(JournalState.Sending, State);
            return _simulator.RequestCount <= 2 ? HttpResponse.Json(429) : null;
        };
        using var client = Wire.WithToken(_simulator, Wire.Usual);

        Assert.Equal("5003", ((Agent)(await CreateAsync(client)).Result!).Code);
        Assert.Equal(3, JournalReader.Read(JournalPath).Rows.Single().Attempts);
    }

    [Fact]
    public async Task Of_the_requests_of_a_row_none_is_sent_without_a_record()
    {
        using var queues = Wire.Queues(_simulator.QueueUri);
        await queues.EnterAsync("630", "800", Wire.Context);
        await queues.EnterAsync("631", "800", Wire.Context);
        using var journal = RunJournal.Open(JournalPath + "2", new JournalRun("Exit-CcQueue", [new("CooCenter", "pbx")]), () => DateTime.UtcNow, file => new FullDisk(file));
        var outcome = await SendAsync(journal, new ExitAllQueues(queues, new("CooCenter", "pbx"), "800"));

        Assert.Equal([ErrorKind.JournalFailed, ErrorKind.JournalFailed], outcome.Parts.Select(part => part.Error?.Kind));
        Assert.Equal(2, _simulator.Queues.Sum(queue => queue.Value.Count));
    }

    private static async Task<(ErrorKind Kind, bool OutcomeUnknown)> EndOfAsync(Task<OperationOutcome> row)
    {
        var error = (await row).Error!;
        return (error.Kind, error.OutcomeUnknown);
    }

    private Task<OperationOutcome> CreateAsync(TenantClient? client = null) =>
        SendAsync(_journal, new CreateAgent(client ?? _client, new("WellCloud", "n01.cc"), Wire.Agent()));

    /// <summary>Sends an operation as the only row of a run.</summary>
    private async Task<OperationOutcome> SendAsync(RunJournal journal, Operation operation, RequestLog? log = null)
    {
        using var run = new Run(1, log ?? RequestLog.Unread, journal);
        await using var stopping = _stop.Token.Register(() => run.Stop(Wire.Patience));
        run.Start(new RunRow(1, operation, [operation]));
        RowOutcome? outcome = null;
        await Wire.UntilAsync(() => run.TryTake(out outcome, TimeSpan.Zero));
        return outcome!.Operations[0];
    }
}
