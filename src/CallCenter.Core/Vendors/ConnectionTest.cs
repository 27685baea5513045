using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors;

/// <summary>Sends one harmless request to one server and says in words how far it got, step by step.</summary>
/// <param name="target">Which server.</param>
/// <param name="connection">The connection to it.</param>
/// <param name="steps">The steps to check, in order.</param>
internal sealed class ConnectionTest(CheckTarget target, ApiConnection connection, params CheckStep[] steps)
{
    // A Date header has whole seconds and an answer can be slow; neither means that a clock is wrong.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(30);

    private readonly List<CheckFinding> _findings = [];

    /// <summary>The findings of all steps, in order; steps that were not reached are skipped.</summary>
    public IReadOnlyList<CheckFinding> Findings =>
    [
        .. steps.Select(step => _findings.Find(finding => finding.Step == step)
            ?? new CheckFinding(target, connection.Server, step, CheckResult.Skipped, Messages.CheckNotReached)),
    ];

    /// <summary>Sends the request, and records how connecting and encryption went.</summary>
    /// <returns>The answer, whatever its status; null when there was none, or when signing in failed before.</returns>
    public async Task<ApiAnswer?> AskAsync(ApiRequest request, CallContext context)
    {
        try
        {
            var answer = await connection.SendAsync(request, context).ConfigureAwait(false);
            if (connection.FaultIn(request, answer) is { Kind: ErrorKind.ProxyRefused } refusal)
            {
                answer.Dispose();
                Failed(refusal);
                return null;
            }

            Connected();
            Encrypted();
            return answer;
        }
        catch (CallCenterException fault) when (!context.Stopping.IsCancellationRequested)
        {
            Failed(fault);
            return null;
        }
    }

    public void Passed(CheckStep step, string message) => Add(step, CheckResult.Passed, message);

    public void Skipped(CheckStep step, string message) => Add(step, CheckResult.Skipped, message);

    public void Warned(CheckStep step, string message, string advice) => Add(step, CheckResult.Warning, message, advice);

    public void Failed(CheckStep step, string message, string advice) => Add(step, CheckResult.Failed, message, advice);

    public void Failed(CheckStep step, CallCenterException fault) => Add(step, CheckResult.Failed, SentenceOf(fault), fault.Advice);

    /// <summary>Compares the server's clock, from the Date header of a fresh answer, with the clock of this machine.</summary>
    public void CompareClocks(ApiAnswer answer)
    {
        if (answer.Date is not { } date)
        {
            Skipped(CheckStep.Clock, Messages.CheckClockUnknown);
            return;
        }

        var ahead = date - DateTimeOffset.UtcNow;
        if (ahead.Duration() <= ClockTolerance)
        {
            Passed(CheckStep.Clock, Messages.CheckClockRight);
            return;
        }

        Warned(
            CheckStep.Clock,
            ahead > TimeSpan.Zero ? Messages.FormatCheckClockAhead(FormatDuration(ahead.Duration())) : Messages.FormatCheckClockBehind(FormatDuration(ahead.Duration())),
            Messages.CheckClockAdvice);
    }

    private void Failed(CallCenterException fault)
    {
        switch (fault.Kind)
        {
            // A request for a new token is sent only after the server refused the old one, so the server was reached.
            case var _ when fault.InnerException is CallCenterException:
                Connected();
                Encrypted();
                Failed(CheckStep.SignIn, Messages.FormatCheckRenewalFailed(SentenceOf(fault)), fault.Advice);
                break;
            case ErrorKind.TlsFailure:
                Connected();
                Failed(CheckStep.Encryption, fault);
                break;
            case ErrorKind.ConnectionLost:
                Connected();
                Encrypted();
                Failed(CheckStep.Service, fault);
                break;
            default:
                Failed(CheckStep.Connection, fault);
                break;
        }
    }

    private void Connected() => Passed(CheckStep.Connection, Messages.FormatCheckConnected(connection.Server.Authority));

    private void Encrypted()
    {
        if (connection.Server.Scheme == Uri.UriSchemeHttp)
        {
            Skipped(CheckStep.Encryption, Messages.CheckPlainHttp);
        }
        else if (connection.Certificate is { } certificate)
        {
            Describe(certificate);
        }
    }

    private void Describe(SeenCertificate certificate)
    {
        var until = certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var message = certificate.Trust switch
        {
            CertificateTrust.Pinned => Messages.FormatCheckCertificatePinned(certificate.Subject, certificate.Thumbprint, until),
            CertificateTrust.Trusted => Messages.FormatCheckCertificateTrusted(certificate.Subject, certificate.Thumbprint, until),
            _ => Messages.FormatCheckCertificateUnchecked(certificate.Subject, certificate.Thumbprint, until, Switch),
        };
        if (certificate.Trust == CertificateTrust.Unchecked)
        {
            Warned(CheckStep.Encryption, message, Messages.FormatCheckCertificateUncheckedAdvice(certificate.Thumbprint, Switch));
        }
        else if (certificate.NotAfter - DateTime.Now < ExpiresSoon)
        {
            Warned(CheckStep.Encryption, message, Messages.FormatCheckCertificateExpiresAdvice(until));
        }
        else
        {
            Passed(CheckStep.Encryption, message);
        }
    }

    // The parameter of Connect-CcTenant that had the certificate accepted.
    private string Switch => target switch
    {
        CheckTarget.PhoneSystem => "-SkipCertificateCheck",
        CheckTarget.TokenServer => "-SkipTokenCertificateCheck",
        _ => "-SkipTenantCertificateCheck",
    };

    private void Add(CheckStep step, CheckResult result, string message, string? advice = null) =>
        _findings.Add(new CheckFinding(target, connection.Server, step, result, message, advice));

    private static string SentenceOf(CallCenterException fault) => char.ToUpper(fault.Reason[0], CultureInfo.CurrentCulture) + fault.Reason.Substring(1);

    private static string FormatDuration(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => Messages.FormatTimeDays((int)time.TotalDays),
        { TotalHours: >= 2 } => Messages.FormatTimeHours((int)time.TotalHours, time.Minutes),
        _ => Messages.FormatTimeMinutes((int)time.TotalMinutes, time.Seconds),
    };
}
