using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>A phone system whose certificate is not to be trusted gets nothing: no request, no key.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData("expired", "127.0.0.1", -30, -1)]
    [InlineData("not valid yet", "127.0.0.1", 2, 30)]
    [InlineData("of another host", "pbx.example.com", -1, 30)]
    [InlineData("self-signed", "127.0.0.1", -1, 30)]
    public async Task A_certificate_that_is_refused_keeps_everything_from_being_sent(string what, string host, int from, int to)
    {
        using var certificate = Create(host, from, to);
        using var server = new CertifiedServer(certificate);
        using var client = Wire.Queues(server.Address, Wire.Usual, key: "Web-Key-1");

        foreach (var call in new Func<Task>[]
        {
            () => client.EnterAsync("630", "800", Wire.Context),
            () => client.ExitAsync("630", "800", Wire.Context),
            () => client.ListQueuesAsync(Wire.Context),
        })
        {
            var error = await Wire.FailsAsync(call);
            Assert.True(error.Kind == ErrorKind.TlsFailure, what + ": " + error);
            Assert.False(error.OutcomeUnknown, what);
        }

        await Wire.UntilAsync(() => server.OpenConnections == 0);
        Assert.Equal(0, server.Received);
    }

    private static X509Certificate2 Create(string host, int from, int to)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(from), now.AddDays(to));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>A server that shows its certificate and counts what it is sent after that.</summary>
    private sealed class CertifiedServer : LoopbackServer
    {
        private readonly X509Certificate2 _certificate;
        private int _received;

        public CertifiedServer(X509Certificate2 certificate)
        {
            _certificate = certificate;
            Listen();
        }

        public Uri Address => new("https://" + Uri.Authority);

        public int Received => Volatile.Read(ref _received);

        protected override async Task ServeAsync(Socket client, CancellationToken end)
        {
            await using var stream = new SslStream(new NetworkStream(client));
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, end);
            Interlocked.Add(ref _received, await stream.ReadAsync(new byte[1024], end));
        }
    }
}
