using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Simulator.Tests;

public sealed class HttpServerTests
{
    private const string LoginHead = "POST /coocenter-api/queues/agent-login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private const string Success = """{"status":"success","message":"login extension success"}""";

    [Fact]
    public async Task Two_pipelined_requests_are_answered_in_order_on_one_connection()
    {
        using var simulator = new VendorSimulator();
        using var connection = new RawConnection(simulator.QueueUri);

        await connection.SendAsync(Login("queue=630&extension=800") + Login("queue=999&extension=800"));

        Assert.EndsWith(Success, await connection.ReadAnswerAsync(), StringComparison.Ordinal);
        Assert.EndsWith("Queue not found\"}", await connection.ReadAnswerAsync(), StringComparison.Ordinal);
        await connection.SendAsync("\r\n" + Login("queue=631&extension=801"));
        Assert.EndsWith(Success, await connection.ReadAnswerAsync(), StringComparison.Ordinal);
        Assert.Equal((3, 1), (simulator.RequestCount, simulator.OpenConnections));
    }

    [Theory]
    [InlineData("Host: 127.0.0.1:8080", true)]
    [InlineData("Host: localhost", true)]
    [InlineData("Host: [::1]:80", true)]
    [InlineData("Host: localhost:80\r\nOrigin: http://localhost:80", true)]
    [InlineData("Host: evil.example", false)]
    [InlineData("Host: 127.0.0.1.evil.example", false)]
    [InlineData("Host: 127.0.0.1@evil.example", false)]
    [InlineData("Host: 127.0.0.1\r\nOrigin: http://evil.example", false)]
    [InlineData("Host: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:3000", false)]
    [InlineData("Host: 127.0.0.1\r\nOrigin: null", false)]
    public async Task A_page_of_another_site_cannot_drive_it(string headers, bool isAnswered)
    {
        using var simulator = new VendorSimulator();

        var answer = await RawConnection.AskAsync(simulator.QueueUri, "POST /coocenter-api/queues/agent-login HTTP/1.1\r\n" + headers
            + "\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 23\r\n\r\nqueue=630&extension=800");

        Assert.StartsWith(isAnswered ? "HTTP/1.1 200" : "HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.Equal(isAnswered ? ["800"] : [], simulator.Queues["630"]);
    }

    [Fact]
    public async Task A_request_may_come_byte_by_byte()
    {
        using var simulator = new VendorSimulator();
        using var connection = new RawConnection(simulator.QueueUri);

        foreach (char c in Login("queue=630&extension=800"))
        {
            await connection.SendAsync(c.ToString());
        }

        Assert.EndsWith(Success, await connection.ReadAnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_body_is_put_together()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { RecordRequests = true });
        using var connection = new RawConnection(simulator.QueueUri);

        await connection.SendAsync(LoginHead + "Transfer-Encoding: chunked\r\n\r\n"
            + "6;name=value\r\nqueue=\r\n0D\r\n630&extension\r\n4\r\n=800\r\n0\r\nTrailer: x\r\n\r\n" + Login("queue=631&extension=801"));

        Assert.EndsWith(Success, await connection.ReadAnswerAsync(), StringComparison.Ordinal);
        Assert.EndsWith(Success, await connection.ReadAnswerAsync(), StringComparison.Ordinal);
        Assert.Equal("queue=630&extension=800", Encoding.UTF8.GetString(simulator.Requests[0].Body));
        Assert.Equal(["800"], simulator.Queues["630"]);
    }

    [Fact]
    public async Task A_client_that_expects_100_continue_gets_it_before_it_sends_the_body()
    {
        using var simulator = new VendorSimulator();
        using var connection = new RawConnection(simulator.QueueUri);

        await connection.SendAsync(LoginHead + "Content-Length: 23\r\nExpect: 100-continue\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await connection.ReadAnswerAsync());
        await connection.SendAsync("queue=630&extension=800");
        Assert.EndsWith(Success, await connection.ReadAnswerAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\n\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nName : y\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nName: a\rb\r\n\r\n", 400)]
    [InlineData("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /\u00e9 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /#a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET / FTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFF\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n", 413)]
    [InlineData("\u0016\u0003\u0001", 400)]
    public async Task What_is_no_acceptable_request_is_refused_and_others_are_served(string request, int status)
    {
        using var simulator = new VendorSimulator();
        using var bystander = new RawConnection(simulator.QueueUri);

        string answer = await RawConnection.AskAsync(simulator.QueueUri, request + Login("queue=630&extension=800"));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Success, answer, StringComparison.Ordinal);
        await bystander.SendAsync(Login("queue=630&extension=801"));
        Assert.EndsWith(Success, await bystander.ReadAnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_beyond_its_limit_is_refused_and_one_within_is_served()
    {
        using var simulator = new VendorSimulator();
        string Request(int length) => "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nPadding: " + new string('x', length) + "\r\n\r\n";

        Assert.StartsWith("HTTP/1.1 404 ", await RawConnection.AskAsync(simulator.QueueUri, Request(32_000)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await RawConnection.AskAsync(simulator.QueueUri, Request(33_000)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_body_arrives_whole()
    {
        using var rehearsal = new Rehearsal(new SimulatorOptions { RecordRequests = true });
        byte[] body = new byte[1024 * 1024];
        new Random(1).NextBytes(body);

        Rehearsal.Reply reply = await rehearsal.SendAsync(rehearsal.Simulator.TenantUri, HttpMethod.Post, body);

        Assert.Equal(404, reply.Status);
        Assert.True(body.AsSpan().SequenceEqual(rehearsal.Simulator.Requests.Single().Body));
    }

    [Fact]
    public async Task A_client_that_wants_the_connection_closed_gets_that()
    {
        using var simulator = new VendorSimulator();

        string answer = await RawConnection.AskAsync(simulator.QueueUri, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\"Not found\"}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_gets_no_body()
    {
        using var simulator = new VendorSimulator();

        string answer = await RawConnection.AskAsync(simulator.QueueUri, "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_backends_send_the_date_of_their_clock()
    {
        var now = new DateTimeOffset(2031, 3, 4, 5, 6, 7, TimeSpan.FromHours(8));
        using var rehearsal = new Rehearsal(new SimulatorOptions { UtcNow = () => now });

        Assert.Equal(now, (await rehearsal.CreateAsync("1", "a")).Date);
        Assert.Equal(now, (await rehearsal.PhoneAsync("agent-login", "")).Date);
    }

    [Fact]
    public async Task Requests_are_recorded_as_they_were_sent()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { RecordRequests = true });

        await RawConnection.AskAsync(
            simulator.QueueUri, "POST /a%20b?c=%41 HTTP/1.1\r\nhost: localhost\r\nX-Two:  2 \r\nx-TWO: 3\r\nConnection: close\r\nContent-Length: 2\r\n\r\n\u0001!");

        HttpRequest request = Assert.Single(simulator.Requests);
        Assert.Equal(("POST", "/a%20b?c=%41", true), (request.Method, request.Target, request.ToPhoneSystem));
        Assert.Equal(
            ["host=localhost", "X-Two=2", "x-TWO=3", "Connection=close", "Content-Length=2"],
            request.Headers.Select(header => header.Key + "=" + header.Value));
        Assert.Equal([1, (byte)'!'], request.Body);
    }

    [Fact]
    public async Task Hundreds_of_connections_are_served_side_by_side()
    {
        using var simulator = new VendorSimulator();
        RawConnection[] connections = [.. Enumerable.Range(0, 400).Select(_ => new RawConnection(simulator.QueueUri))];
        try
        {
            for (int round = 0; round < 2; round++)
            {
                foreach (RawConnection connection in connections)
                {
                    await connection.SendAsync(Login("queue=630&extension=800"));
                }

                foreach (RawConnection connection in connections)
                {
                    Assert.EndsWith(Success, await connection.ReadAnswerAsync(), StringComparison.Ordinal);
                }
            }

            Assert.Equal(400, simulator.OpenConnections);
        }
        finally
        {
            foreach (RawConnection connection in connections)
            {
                connection.Dispose();
            }
        }
    }

    [Fact(Skip = TestRuntime.MonoCertificate, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public async Task With_TLS_the_phone_system_shows_the_certificate_of_the_thumbprint()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { UseTls = true });
        X509Certificate2? shown = null;
        SslPolicyErrors problems = SslPolicyErrors.None;
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, errors) =>
            {
                shown = certificate is null ? null : new X509Certificate2(certificate);
                problems = errors;
                return true;
            },
        };
        using var client = new HttpClient(handler);
        using var form = new StringContent("queue=630&extension=800", Encoding.UTF8, "application/x-www-form-urlencoded");

        using HttpResponseMessage response = await client.PostAsync(
            new Uri(simulator.QueueUri, "/coocenter-api/queues/agent-login"), form, TestContext.Current.CancellationToken);

        Assert.Equal("https", simulator.QueueUri.Scheme);
        Assert.Equal(Success, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Matches("^[0-9A-F]{64}$", simulator.CertificateThumbprint);
        Assert.Equal(simulator.CertificateThumbprint, shown?.GetCertHashString(HashAlgorithmName.SHA256));
        Assert.Equal(SslPolicyErrors.RemoteCertificateChainErrors, problems);
        shown?.Dispose();
    }

    [Fact(Skip = TestRuntime.MonoCertificate, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public async Task Plain_HTTP_to_the_TLS_port_does_no_harm()
    {
        using var simulator = new VendorSimulator(new SimulatorOptions { UseTls = true });

        await RawConnection.AskAsync(simulator.QueueUri, Login("queue=630&extension=800"));

        Assert.Equal(0, simulator.RequestCount);
        Assert.True(simulator.IsRunning);
    }

    private static string Login(string form) =>
        LoginHead + "Content-Length: " + form.Length.ToString(CultureInfo.InvariantCulture) + "\r\n\r\n" + form;
}
