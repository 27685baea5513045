using System;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Secrets do not go over plain http to other machines unless the user says so.</summary>
public sealed class EncryptionTests
{
    private static readonly Uri Plain = new("http://tpisdk.wellcloud.cc");
    private static readonly Uri Encrypted = new("https://tpisdk.wellcloud.cc");

    public static TheoryData<string> Elsewhere => new(
        "http://tpisdk.wellcloud.cc", "http://192.168.12.185:8080", "http://localhost.example.com", "http://127.0.0.1.example.com", "http://[2001:db8::1]");

    public static TheoryData<string> Here => new("http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://127.3.2.1", "https://192.168.12.185:8080");

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void Over_plain_http_to_another_machine_they_are_refused(string address)
    {
        var uri = new Uri(address);
        AssertRefused(() => Wire.WithToken(uri), uri, "token");
        AssertRefused(() => WithCredential(Encrypted, uri), uri, "appSecret");
        AssertRefused(() => WithCredential(uri, Encrypted), uri, "token");
        AssertRefused(() => Wire.Queues(uri, key: "WEBKEY-1"), uri, "key");
    }

    [Theory]
    [MemberData(nameof(Here))]
    public void To_this_machine_or_encrypted_they_are_not(string address)
    {
        var uri = new Uri(address);
        using var token = Wire.WithToken(uri);
        using var credential = WithCredential(uri, uri);
        using var key = Wire.Queues(uri, key: "WEBKEY-1");

        Assert.NotNull(token);
    }

    [Fact]
    public void The_user_may_allow_it()
    {
        var options = Wire.Once with { AllowUnencryptedAuthentication = true };
        using var token = Wire.WithToken(Plain, options);
        using var credential = TenantClient.WithCredential(Plain, TenantClient.DefaultTokenUri, "demo", new Secret("secret"), TokenType.Tenant, options);
        using var key = Wire.Queues(Plain, options, key: "WEBKEY-1");

        Assert.NotNull(credential);
    }

    [Fact]
    public void A_phone_system_without_a_key_has_no_secret_to_protect()
    {
        using var client = Wire.Queues(new Uri("http://192.168.12.185:8080"));

        Assert.NotNull(client);
    }

    private static TenantClient WithCredential(Uri server, Uri tokenUri) =>
        TenantClient.WithCredential(server, tokenUri, "demo", new Secret("secret"), TokenType.Tenant, Wire.Once);

    private static void AssertRefused(Func<object> connect, Uri address, string secret)
    {
        var error = Assert.Throws<CallCenterException>(connect);

        Assert.Equal(ErrorKind.UnencryptedRefused, error.Kind);
        Assert.Contains(address.Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains(secret, error.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", error.Advice, StringComparison.Ordinal);
    }
}
