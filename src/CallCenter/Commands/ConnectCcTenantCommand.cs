using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>Opens a session to a tenant, a phone system or both, and makes it the default of this runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "CcTenant", SupportsShouldProcess = true)]
[OutputType(typeof(CcSession))]
public sealed class ConnectCcTenantCommand : CcCommand
{
    /// <summary>The base address of the tenant's API, such as http://tpisdk.wellcloud.cc.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public Uri? Uri { get; set; }

    /// <summary>The base address of the phone system, such as https://192.168.12.185:8080.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
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
    public string? Name { get; set; }

    /// <summary>Send secrets over plain http to other machines.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Accept any certificate of the phone system. -CertificateThumbprint is the safer way.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Accept any certificate of the tenant and of the token server.</summary>
    [Parameter]
    public SwitchParameter SkipTenantCertificateCheck { get; set; }

    /// <summary>Accept from the phone system the certificate with this thumbprint (SHA-1 or SHA-256), and no other.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
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
    public Uri? Proxy { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Only what was typed is bound yet. An empty column of a row means that it has no pin; an empty variable is a slip.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(CertificateThumbprint)) && Given(CertificateThumbprint) is null)
        {
            Sessions.ForgetDefault();
            ThrowParameter(Messages.ConnectEmptyThumbprint, Messages.ConnectEmptyThumbprintAdvice);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        TellOpening(session: null);

        // Whatever ends this, a script that goes on must not be in the tenant that it was in before.
        Sessions.ForgetDefault();
        CheckParameters();
        var target = string.Join(", ", new object?[] { Uri, QueueUri }).Trim(',', ' ');
        if (!ShouldDo(Messages.FormatWhatIfConnect(target)) && !Preferences.WhatIf)
        {
            return;
        }

        try
        {
            var session = Connect();
            if (!session.IsRehearsal)
            {
                Tell(Messages.FormatVerboseOpened(session.Name, session.Facts));
            }

            WriteObject(session);
        }
        catch (CallCenterException exception)
        {
            Throw(exception, then: AdviceOn(exception));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Nobody typed the default address of the token server, so it is said where it comes from.</summary>
    private string? AdviceOn(CallCenterException exception) =>
        TokenUri is null && exception.Message.Contains(TenantClient.DefaultTokenUri.Host)
            ? Messages.FormatConnectDefaultTokenUri(TenantClient.DefaultTokenUri.GetLeftPart(UriPartial.Authority))
            : null;

    private CcSession Connect()
    {
        TenantClient? tenant = null;
        QueueClient? phoneSystem = null;
        try
        {
            phoneSystem = OpenPhoneSystem();
            tenant = OpenTenant();
            var session = new CcSession(Name ?? Sessions.NewName(), tenant, phoneSystem)
            {
                Uri = Uri,
                QueueUri = QueueUri,
                TenantId = Given(TenantId),
                Namespace = Given(Namespace),
                Facts = Facts(),
                IsRehearsal = Preferences.WhatIf,
                Authentication = Uri is null ? CcAuthentication.None : Token is null ? CcAuthentication.Credential : CcAuthentication.Token,
            };
            Sessions.Add(session);
            return session;
        }
        catch
        {
            tenant?.Dispose();
            phoneSystem?.Dispose();
            throw;
        }
    }

    /// <summary>The session in words, for a support ticket: addresses without paths or queries, and which secrets there are, but none of them.</summary>
    private string Facts()
    {
        var facts = new List<string>();
        if (Uri is not null)
        {
            facts.Add(Messages.FormatVerboseTenant(AddressOf(Uri)));
            facts.Add(Token is null ? Messages.FormatVerboseTokenServer(AddressOf(TokenUri ?? TenantClient.DefaultTokenUri)) : Messages.VerboseToken);
        }

        if (QueueUri is not null)
        {
            facts.Add(Messages.FormatVerbosePhoneSystem(AddressOf(QueueUri)));
            facts.Add(QueueKey is null ? Messages.VerboseNoKey : Messages.VerboseKey);
        }

        if (Given(CertificateThumbprint) is { } pin)
        {
            facts.Add(Messages.FormatVerbosePin(Thumbprint.Normalize(pin)));
        }

        if (SkipCertificateCheck)
        {
            facts.Add("-SkipCertificateCheck");
        }

        if (SkipTenantCertificateCheck)
        {
            facts.Add("-SkipTenantCertificateCheck");
        }

        if (Proxy is not null)
        {
            facts.Add(Messages.FormatVerboseProxy(AddressOf(Proxy)));
        }

        facts.Add(Messages.FormatVerboseLimits(TimeoutSec, MaximumRetryCount));
        return string.Join(", ", facts);
    }

    private static string AddressOf(Uri uri) => uri.IsAbsoluteUri ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : uri.OriginalString;

    private TenantClient? OpenTenant()
    {
        if (Uri is null)
        {
            return null;
        }

        if (Token is not null)
        {
            return TenantClient.WithToken(Uri, Secret.From(Token), Options(SkipTenantCertificateCheck, certificateThumbprint: null));
        }

        var client = TenantClient.WithCredential(
            Uri,
            TokenUri ?? TenantClient.DefaultTokenUri,
            Credential!.UserName,
            Secret.From(Credential.Password),
            TokenType,
            Options(SkipTenantCertificateCheck, certificateThumbprint: null));
        try
        {
            if (!Preferences.WhatIf)
            {
                SignIn(client);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private void SignIn(TenantClient client)
    {
        var log = NewLog();
        WaitFor(client.SignInAsync(new CallContext(log, StoppingToken, StoppingToken)), log, Messages.FormatProgressConnect((TokenUri ?? TenantClient.DefaultTokenUri).Authority));
    }

    private QueueClient? OpenPhoneSystem() => QueueUri is null
        ? null
        : new QueueClient(QueueUri, QueueKey is null ? null : Secret.From(QueueKey), Options(SkipCertificateCheck, Given(CertificateThumbprint)));

    private ConnectionOptions Options(bool skipCertificateCheck, string? certificateThumbprint) => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
        MaximumRetryCount = MaximumRetryCount,
        RequestsPerSecond = RequestsPerSecond,
        Proxy = Proxy,
        SkipCertificateCheck = skipCertificateCheck,
        CertificateThumbprint = certificateThumbprint,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
    };

    private void CheckParameters()
    {
        if (Uri is null && (Token is not null || Credential is not null || TokenUri is not null))
        {
            ThrowParameter(Messages.ConnectNoUri, Messages.ConnectNoUriAdvice);
        }

        if (QueueUri is null && (QueueKey is not null || Given(CertificateThumbprint) is not null))
        {
            ThrowParameter(Messages.ConnectNoQueueUri, Messages.ConnectNoQueueUriAdvice);
        }

        if (Uri is null && QueueUri is null)
        {
            ThrowParameter(Messages.ConnectNothingGiven, Messages.ConnectNothingGivenAdvice);
        }

        if (Token is not null && Credential is not null)
        {
            ThrowParameter(Messages.ConnectTwoCredentials, Messages.ConnectTwoCredentialsAdvice);
        }

        if (Uri is not null && Token is null && Credential is null)
        {
            ThrowParameter(Messages.ConnectNoCredential, Messages.ConnectNoCredentialAdvice);
        }

        if (Given(CertificateThumbprint) is { } pin && !Thumbprint.IsValid(pin))
        {
            ThrowParameter(Messages.ConnectBadThumbprint, Messages.ConnectBadThumbprintAdvice);
        }

        CheckAddress(nameof(Uri), Uri);
        CheckAddress(nameof(QueueUri), QueueUri);
        CheckAddress(nameof(TokenUri), TokenUri);
        CheckPath(nameof(Uri), Uri, TenantClient.ApiRoot);
        CheckPath(nameof(QueueUri), QueueUri, QueueClient.Root);
    }

    private void CheckPath(string parameter, Uri? address, string root)
    {
        if (address?.AbsolutePath.IndexOf(root, StringComparison.OrdinalIgnoreCase) is { } index and >= 0)
        {
            var right = address.GetLeftPart(UriPartial.Authority) + address.AbsolutePath.Substring(0, index);
            ThrowParameter(Messages.FormatConnectApiPath("-" + parameter, address.AbsolutePath.Substring(index)), Messages.FormatConnectApiPathAdvice("-" + parameter, right));
        }
    }

    private void CheckAddress(string parameter, Uri? address)
    {
        if (address is null)
        {
            return;
        }

        var usable = address.IsAbsoluteUri && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
        if (!usable)
        {
            // The address itself is not repeated: a query or a user name in it can be a secret.
            Throw(Failure.Session(
                ErrorKind.InvalidParameter,
                Messages.FormatConnectBadUri("-" + parameter),
                Messages.ConnectBadUriAdvice));
        }
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
