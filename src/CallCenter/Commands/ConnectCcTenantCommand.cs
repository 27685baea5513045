using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>Opens a session to a tenant, a phone system or both, and makes it the default of this runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "CcTenant", SupportsShouldProcess = true)]
[OutputType(typeof(CcSession))]
public sealed partial class ConnectCcTenantCommand : CcCommand
{
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
        WriteVerboseHeader(session: null);

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
                WriteVerboseLine(Messages.FormatVerboseOpened(session.Name, session.Facts));
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

        if (Proxy is not null)
        {
            facts.Add(Messages.FormatVerboseProxy(AddressOf(Proxy)));
        }

        (string Name, bool IsGiven)[] others =
        [
            (nameof(ProxyCredential), ProxyCredential is not null),
            (nameof(ProxyUseDefaultCredentials), ProxyUseDefaultCredentials),
            (nameof(SkipCertificateCheck), SkipCertificateCheck),
            (nameof(SkipTenantCertificateCheck), SkipTenantCertificateCheck),
            (nameof(SkipTokenCertificateCheck), SkipTokenCertificateCheck),
        ];
        facts.AddRange(others.Where(one => one.IsGiven).Select(one => "-" + one.Name));
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
            Options(SkipTenantCertificateCheck, certificateThumbprint: null),
            Options(SkipTokenCertificateCheck, certificateThumbprint: null));
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
        ProxyCredentials = ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : ProxyCredential is null ? null : NetworkCredentialOf(ProxyCredential),
        SkipCertificateCheck = skipCertificateCheck,
        CertificateThumbprint = certificateThumbprint,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
    };

    /// <summary>A credential as it was typed. What PowerShell makes of one takes the end of <c>zhang@corp.com</c> for a domain.</summary>
    private static NetworkCredential NetworkCredentialOf(PSCredential credential)
    {
        var end = credential.UserName.IndexOf('\\');
        return new NetworkCredential(credential.UserName.Substring(end + 1), credential.Password, end < 0 ? string.Empty : credential.UserName.Substring(0, end));
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
