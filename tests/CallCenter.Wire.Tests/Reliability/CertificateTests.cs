using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
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
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = 0;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Wire.Cancellation);
        var serving = ServeAsync(listener, certificate, bytes => Interlocked.Add(ref received, bytes), end.Token);
        var server = new Uri("https://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port);
        using var client = Wire.Queues(server, Wire.Usual, key: "Web-Key-1");

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

        await end.CancelAsync();
        await serving;
        Assert.Equal(0, received);
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate, Action<int> received, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(cancellation);
                try
                {
                    await using var stream = new SslStream(client.GetStream());
                    await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellation);
                    received(await stream.ReadAsync(new byte[1024], cancellation));
                }
                catch (Exception exception) when (exception is IOException or AuthenticationException)
                {
                    // The client has seen enough.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
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
}
