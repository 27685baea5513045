using System;
using System.Management.Automation;
using System.Security;
using CallCenter.Binding;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

public sealed partial class ConnectCcTenantCommand
{
    /// <summary>The base address of the tenant's API, such as http://tpisdk.wellcloud.cc.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AddressTransform]
    public Uri? Uri { get; set; }

    /// <summary>The base address of the phone system, such as https://192.168.12.185:8080.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AddressTransform]
    public Uri? QueueUri { get; set; }

    /// <summary>A token of the tenant. It cannot be renewed; -Credential can.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? Token { get; set; }

    /// <summary>The appId as user name and the appSecret as password, to get tokens with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Where tokens come from; the vendor's address when it is not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AddressTransform]
    public Uri? TokenUri { get; set; }

    /// <summary>Whether the credential is a tenant's or a partner's.</summary>
    [Parameter]
    public TokenType TokenType { get; set; }

    /// <summary>The WEBKEY set in the phone system; leave it out where none is set.</summary>
    [Parameter]
    [SecretTransform]
    public SecureString? QueueKey { get; set; }

    /// <summary>The tenant's id for agents that this session creates.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TenantId { get; set; }

    /// <summary>The tenant's domain for agents that this session creates.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Namespace { get; set; }

    /// <summary>The session's name. An open session of that name is closed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? Name { get; set; }

    /// <summary>Send secrets over plain http to other machines.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Accept any certificate of the phone system. -CertificateThumbprint is the safer way.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Accept any certificate of the tenant.</summary>
    [Parameter]
    public SwitchParameter SkipTenantCertificateCheck { get; set; }

    /// <summary>Accept any certificate of the token server.</summary>
    [Parameter]
    public SwitchParameter SkipTokenCertificateCheck { get; set; }

    /// <summary>Accept from the phone system the certificate with this thumbprint (SHA-1 or SHA-256), and no other.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CertificateThumbprint { get; set; }

    /// <summary>How many seconds one try of one request may take; 0 for as long as it likes.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How many seconds it may take to find a server's address, connect to it and agree on encryption.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectionTimeoutSeconds { get; set; } = 10;

    /// <summary>How often a request is sent again that may be sent again.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The most requests a second to each server, by all commands that use the session together; 0 for as many as the server takes.</summary>
    [Parameter]
    [ValidateRange(0.0, 100000.0)]
    public double RequestsPerSecond { get; set; }

    /// <summary>The proxy to go through; the system's when it is not given.</summary>
    [Parameter]
    [AddressTransform]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and the password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Show the proxy the sign-in of the user who runs this.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }
}
