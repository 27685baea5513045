using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>The bytes that go to the phone system, against the queue page and the authentication page.</summary>
public sealed class QueueRequestTests
{
    private static readonly DateTimeOffset Noon = new(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Local));

    [Fact]
    public async Task Signing_in_and_out_are_the_pages_examples()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.LoginAnswer), ScriptedAnswer.Of(200, VendorPages.LogoutAnswer));
        using var client = Wire.Queues(server.Uri);

        await client.EnterAsync("630", "800", Wire.Context);
        await client.ExitAsync("630", "800", Wire.Context);

        Assert.Equal(
            ["POST /coocenter-api/queues/agent-login HTTP/1.1", "POST /coocenter-api/queues/agent-logout HTTP/1.1"],
            server.Requests.Select(request => request.StartLine));
        Assert.All(server.Requests, request =>
        {
            Assert.Equal("extension=800&queue=630", request.Text);
            Assert.Contains("Accept: application/json", request.HeaderLines);
            Assert.Contains("Content-Type: application/x-www-form-urlencoded", request.HeaderLines);
            Assert.Contains("Content-Length: 23", request.HeaderLines);
            Assert.DoesNotContain(request.HeaderLines, line => line.StartsWith("Auth", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(request.HeaderLines, line => line.StartsWith("Expect", StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public async Task With_a_key_both_headers_carry_the_md5_of_key_and_date()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.LoginAnswer));
        using var client = Wire.Queues(server.Uri, key: "secret", now: () => Noon);

        await client.EnterAsync("630", "800", Wire.Context);

        // md5sum of "secret2026-03-01".
        var lines = Assert.Single(server.Requests).HeaderLines;
        Assert.Contains("Authentication: bf645db5e06e859b0b5c87a3b063e440", lines);
        Assert.Contains("Authorization: bf645db5e06e859b0b5c87a3b063e440", lines);
    }

    [Theory]
    [InlineData("0800", "0042", "extension=0042&queue=0800")]
    [InlineData("a b&c", "8+0=0", "extension=8%2B0%3D0&queue=a%20b%26c")]
    [InlineData("队列", "分机", "extension=%E5%88%86%E6%9C%BA&queue=%E9%98%9F%E5%88%97")]
    public async Task Numbers_are_text_and_anything_else_is_encoded(string queue, string extension, string body)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.LoginAnswer));
        using var client = Wire.Queues(server.Uri);

        await client.EnterAsync(queue, extension, Wire.Context);
        await client.ExitAsync(queue, extension, Wire.Context);

        Assert.All(server.Requests, request => Assert.Equal(body, request.Text));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/pbx")]
    [InlineData("/pbx/")]
    public async Task A_path_in_the_base_address_stays_in_front(string path)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, VendorPages.LoginAnswer));
        using var client = Wire.Queues(new Uri(server.Uri, path));

        await client.EnterAsync("630", "800", Wire.Context);

        Assert.Equal($"POST {path.TrimEnd('/')}/coocenter-api/queues/agent-login HTTP/1.1", Assert.Single(server.Requests).StartLine);
    }

    [Fact]
    public async Task The_list_of_queues_is_a_GET_without_a_body()
    {
        using var server = new ScriptedServer(ScriptedAnswer.Of(200, """{"status":"success","data":{}}"""));
        using var client = Wire.Queues(server.Uri);

        Assert.Empty((await client.ListQueuesAsync(Wire.Context)).Queues);

        var request = Assert.Single(server.Requests);
        Assert.Equal("GET /coocenter-api/queues/queue-info HTTP/1.1", request.StartLine);
        Assert.Contains("Accept: application/json", request.HeaderLines);
        Assert.DoesNotContain(request.HeaderLines, line => line.StartsWith("Content-", StringComparison.OrdinalIgnoreCase));
    }
}
