using System;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>The phone system's self-signed certificate: refused, pinned, or anything goes.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly VendorSimulator _simulator = new(new SimulatorOptions { UseTls = true });

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task A_self_signed_certificate_is_refused_and_its_thumbprint_named()
    {
        var error = await FailsAsync(Wire.Once);

        Assert.Contains(_simulator.CertificateThumbprint!, error.Message, StringComparison.Ordinal);
        Assert.Contains("-CertificateThumbprint", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_thumbprint_named_can_be_pinned()
    {
        var (sha1, sha256) = await ThumbprintsAsync();
        Assert.Equal(sha256, _simulator.CertificateThumbprint);
        foreach (var pin in new[] { sha1, sha1.ToLowerInvariant(), string.Join(':', sha1.Chunk(2).Select(pair => new string(pair))), sha256 })
        {
            await SucceedsAsync(Wire.Once with { CertificateThumbprint = pin });
        }
    }

    [Fact]
    public async Task Another_thumbprint_is_refused_and_the_right_one_named()
    {
        var sha1 = await FailsAsync(Wire.Once with { CertificateThumbprint = new string('A', 40) });
        var sha256 = await FailsAsync(Wire.Once with { CertificateThumbprint = new string('A', 64) });

        foreach (var error in new[] { sha1, sha256 })
        {
            Assert.Contains("SHA-256 thumbprint " + _simulator.CertificateThumbprint, error.Message, StringComparison.Ordinal);

            // The danger comes first, and pinning the new one last.
            Assert.StartsWith("Someone may be between", error.Advice, StringComparison.Ordinal);
            Assert.EndsWith($"-CertificateThumbprint {_simulator.CertificateThumbprint}.", error.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pin_is_as_narrow_as_it_says_even_where_the_check_is_skipped()
    {
        await FailsAsync(Wire.Once with { CertificateThumbprint = new string('A', 40), SkipCertificateCheck = true });
    }

    [Fact]
    public async Task Skipping_the_check_takes_any_certificate()
    {
        await SucceedsAsync(Wire.Once with { SkipCertificateCheck = true });
    }

    [Fact]
    public async Task A_refused_certificate_is_not_tried_again()
    {
        var log = new RequestLog(withBodies: false);
        using var client = Wire.Queues(_simulator.QueueUri);

        await Wire.FailsAsync(() => client.EnterAsync("630", "800", Wire.Logged(log)));

        Assert.Equal("TlsFailure", Assert.Single(log.Taken()).Result);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_never_got_the_request()
    {
        foreach (var behaviour in new[] { ClosingServer.Behaviour.Close, ClosingServer.Behaviour.Reset, ClosingServer.Behaviour.Babble })
        {
            using var server = new ClosingServer(behaviour);
            using var tenant = Wire.WithToken(new Uri("https://" + server.Uri.Authority));

            var error = await Wire.FailsAsync(() => tenant.CreateAgentAsync(Wire.Agent(), Wire.Context));

            Assert.Equal((ErrorKind.TlsFailure, false), (error.Kind, error.OutcomeUnknown));
            Assert.Contains("create agent 5003", error.Message, StringComparison.Ordinal);
            Assert.Contains($"specify http://{server.Uri.Authority};", error.Advice, StringComparison.Ordinal);
        }
    }

    private async Task SucceedsAsync(ConnectionOptions options)
    {
        using var client = Wire.Queues(_simulator.QueueUri, options, key: null);

        Assert.Equal("login extension success", await client.EnterAsync("630", "800", Wire.Context));
    }

    private async Task<CallCenterException> FailsAsync(ConnectionOptions options)
    {
        using var client = Wire.Queues(_simulator.QueueUri, options);

        var error = await Wire.FailsAsync(() => client.EnterAsync("630", "800", Wire.Context));

        Assert.Equal((ErrorKind.TlsFailure, false, null), (error.Kind, error.OutcomeUnknown, error.StatusCode));
        Assert.Contains("sign extension 800 in to queue 630", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _simulator.RequestCount);
        return error;
    }

    private async Task<(string Sha1, string Sha256)> ThumbprintsAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_simulator.QueueUri.Host, _simulator.QueueUri.Port, Wire.Cancellation);
#pragma warning disable CA5359 // Only looked at.
        await using var stream = new SslStream(socket.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await stream.AuthenticateAsClientAsync("127.0.0.1");
        return (stream.RemoteCertificate!.GetCertHashString(), stream.RemoteCertificate.GetCertHashString(HashAlgorithmName.SHA256));
    }
}
