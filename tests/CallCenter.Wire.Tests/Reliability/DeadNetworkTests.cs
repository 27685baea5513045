using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>Networks that swallow what is sent, and servers that are gone: what never left is known as not sent, and nothing gets stuck.</summary>
public sealed class DeadNetworkTests : IDisposable
{
    private const int InFlight = 8;

    private readonly string _journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    /// <summary>Networks in which nothing is answered: lines of a shell that make them, and the server's address there.</summary>
    public static TheoryData<string, string, string> Networks => new()
    {
        // What is sent to such an address comes back to this machine, which it is not for, and is dropped.
        { "every SYN is dropped", "ip route add 192.0.2.0/24 dev lo", "https://192.0.2.2:8080" },
        {
            "no name is resolved",
            "ip route add 192.0.2.0/24 dev lo && echo nameserver 192.0.2.53 > \"$CC_RESOLVER\" && mount --bind \"$CC_RESOLVER\" /etc/resolv.conf",
            "https://agents.example.com"
        },
    };

    public void Dispose() => File.Delete(_journal);

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Where_nothing_is_answered_no_row_stays_unknown(string network, string shell, string server)
    {
        Assert.SkipUnless(await CanUnshareAsync(), "no network namespace can be made here");
        var resolver = Path.GetTempFileName();
        var lines = $"CC_RESOLVER={resolver} exec unshare -rnm sh -c 'ip link set lo up && {shell} && exec \"$@\"' sh \"$@\"";
        using var simulator = new VendorSimulator();
        try
        {
            using var dead = RunProcess.Start(lines, new Uri(server), simulator.IssueToken(), _journal, 60, InFlight, TimeSpan.FromSeconds(30));
            await dead.WaitForExitAsync(Wire.Cancellation);

            Assert.True(dead.ExitCode == 3, network);
        }
        finally
        {
            File.Delete(resolver);
        }

        var counts = JournalReader.Read(_journal).Counts;
        Assert.Equal((0, 0), (counts.Done, counts.Unknown));

        // With a network all of them can be done.
        using var alive = RunProcess.Start(simulator, _journal, 60, InFlight, TimeSpan.FromSeconds(30));
        await alive.WaitForExitAsync(Wire.Cancellation);
        Assert.Equal((0, 60), (alive.ExitCode, simulator.Agents.Count));
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_is_unreachable_and_nothing_was_sent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems refuse what does not fit into the queue");
        using var server = new FullServer(IPAddress.Loopback);
        var options = Wire.Once with { ConnectionTimeout = TimeSpan.FromSeconds(1) };
        using var client = Wire.WithToken(server.Uri, options);
        using var queues = Wire.Queues(server.Uri, options);
        using var hasty = Wire.WithToken(server.Uri, Wire.Once with { Timeout = TimeSpan.FromSeconds(0.5) });

        foreach (var (call, seconds) in new (Func<Task>, string)[]
        {
            (() => client.CreateAgentAsync(Wire.Agent(), Wire.Context), "1"),
            (() => client.ResetPasswordAsync("5003", Wire.Password, Wire.Context), "1"),
            (() => queues.EnterAsync("630", "800", Wire.Context), "1"),
            (() => queues.ListQueuesAsync(Wire.Context), "1"),
            (() => hasty.CreateAgentAsync(Wire.Agent(), Wire.Context), "0.5"),
        })
        {
            var error = await Wire.FailsAsync(call);
            Assert.Equal((ErrorKind.Unreachable, false), (error.Kind, error.OutcomeUnknown));
            Assert.Contains($"nothing answered within {seconds} seconds", error.Message, StringComparison.Ordinal);
            Assert.Contains("Test-Connection 127.0.0.1 -TcpPort", error.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_family_of_addresses_that_leads_nowhere_does_not_keep_the_other_from_being_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems refuse what does not fit into the queue");
        Assert.SkipUnless(Socket.OSSupportsIPv6, "there is no IPv6 here");
        using var well = new TcpListener(IPAddress.Loopback, 0);
        well.Start();
        var port = ((IPEndPoint)well.LocalEndpoint).Port;
        using var hole = new FullServer(IPAddress.IPv6Loopback, port);

        using var socket = await AddressRace.ConnectAsync([IPAddress.IPv6Loopback, IPAddress.IPv6Loopback, IPAddress.Loopback], port, Wire.Cancellation);

        Assert.Equal(AddressFamily.InterNetwork, socket.AddressFamily);
    }

    [Fact]
    public async Task Of_several_addresses_the_fault_of_the_last_is_told()
    {
        using var proxy = new FaultProxy(new Uri("http://127.0.0.1:1"), _ => Fault.None, refuses: true);

        var fault = await Assert.ThrowsAsync<SocketException>(() => AddressRace.ConnectAsync([IPAddress.Loopback, IPAddress.Loopback], proxy.Uri.Port, Wire.Cancellation));

        Assert.Equal(SocketError.ConnectionRefused, fault.SocketErrorCode);
    }

    [Fact]
    public void When_the_server_is_gone_the_rest_is_not_sent_in_one_sentence_and_a_journal_continues_it()
    {
        const int RowCount = 348;
        using var simulator = new VendorSimulator(new SimulatorOptions { AllowAgentList = true });
        simulator.Interceptor = _ =>
        {
            if (simulator.RequestCount == 100)
            {
                ThreadPool.QueueUserWorkItem(_ => simulator.StopTenant());
            }

            return null;
        };
        RecordingHost host;
        using (var client = Wire.WithToken(simulator, Wire.Usual))
        {
            host = RecordingHost.Run(_journal, "New-CcAgent", AgentRun.Operations(RowCount, client), InFlight);
        }

        var errors = host.Outcomes.Count(outcome => outcome.Error is not null);
        Assert.InRange(errors, 1, InFlight);
        Assert.Equal(RowCount, host.Outcomes.Count + host.Unsent.Count);
        Assert.True(host.Unsent.Count > InFlight);
        var sentence = Assert.Single(host.Lines, line => line.StartsWith("error: The server can no longer be reached", StringComparison.Ordinal));
        Assert.Contains($"these rows ({host.Unsent.Count}) were not sent", sentence, StringComparison.Ordinal);
        Assert.Contains($"and {host.Unsent.Count - 5} more", sentence, StringComparison.Ordinal);
        Assert.Equal(RowCount, host.Counts.Done + host.Counts.Failed + host.Counts.Unknown);

        // What was under way when the server died may be unknown, but none that was not sent.
        var unknown = JournalReader.Read(_journal).Counts.Unknown;
        Assert.InRange(unknown, 0, InFlight);
        using var another = new VendorSimulator(new SimulatorOptions { AllowAgentList = true });
        using var again = Wire.WithToken(another, Wire.Usual);
        var continued = RecordingHost.Run(_journal, "New-CcAgent", AgentRun.Operations(RowCount, again), InFlight);
        Assert.Equal((RowCount - host.Counts.Done, host.Counts.Done, 0L), (continued.Counts.Done, continued.Counts.AlreadyDone, continued.Counts.Failed));
    }

    [Fact]
    public async Task A_server_that_comes_back_is_waited_for()
    {
        const int RowCount = 200;
        var first = new VendorSimulator();
        var port = first.TenantUri.Port;
        first.Interceptor = _ => first.RequestCount <= 50 ? HttpResponse.Json(200, """{"id":"1"}""") : HttpResponse.Json(429);
        using var client = Wire.WithToken(first.TenantUri, new ConnectionOptions());
        var run = Task.Run(() => RecordingHost.Run(_journal, "New-CcAgent", AgentRun.Operations(RowCount, client), InFlight));
        await Wire.UntilAsync(() => first.RequestCount > 50);
        first.Dispose();
        await Task.Delay(TimeSpan.FromSeconds(3), Wire.Cancellation);
        using var second = new VendorSimulator(new SimulatorOptions { TenantPort = port }) { Interceptor = _ => HttpResponse.Json(200, """{"id":"1"}""") };

        var host = await run;

        // One may have been under way when the server went.
        Assert.Empty(host.Unsent);
        Assert.InRange(host.Counts.Done, RowCount - InFlight, RowCount);
        Assert.Equal(0, host.Counts.Failed);
    }

    [Fact]
    public void Running_out_of_file_descriptors_is_known_as_not_sent()
    {
        var exception = new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.TooManyOpenSockets));
        var server = new Uri("https://agents.example.com");

        var fault = TransportFault.From(exception, new ProxyRoute(server, Wire.Usual), new CertificatePolicy(server, Wire.Usual), isSent: false, "10");

        Assert.Equal((ErrorKind.Unreachable, false), (fault.Kind, fault.Sent));
        Assert.Contains("too many files and connections open", fault.Detail, StringComparison.Ordinal);
    }

    private static async Task<bool> CanUnshareAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var process = Process.Start("sh", ["-c", "unshare -rnm ip link set lo up 2>/dev/null"]);
        await process.WaitForExitAsync(Wire.Cancellation);
        return process.ExitCode == 0;
    }
}
