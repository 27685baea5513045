using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Tests the connection to a tenant, and to its token server where there is a credential, without changing anything.</summary>
internal sealed class TenantConnectionTest(ApiConnection connection, CredentialTokenSource? renewal, TimeSpan timeout, CallContext context)
{
    private const string TopOrgPath = "/api/security/security/org/topOrg";

    public async Task<IReadOnlyList<CheckFinding>> RunAsync()
    {
        var tokens = await TestTokenServerAsync().ConfigureAwait(false);
        var token = renewal?.Current;
        var tenant = new ConnectionTest(CheckTarget.Tenant, connection, CheckStep.Connection, CheckStep.Encryption, CheckStep.Service, CheckStep.SignIn);
        var request = TenantClient.Probe(() => Messages.OperationCheckTenant, TopOrgPath, timeout);
        using (var answer = await tenant.AskAsync(request, context).ConfigureAwait(false))
        {
            if (answer is not null)
            {
                CheckAnswer(tenant, request, answer, isRenewed: renewal?.Current != token);
            }
        }

        if (tokens is null)
        {
            return tenant.Findings;
        }

        if (renewal!.Current != token)
        {
            tokens.Passed(CheckStep.SignIn, Messages.CheckTokenGiven);
        }
        else
        {
            tokens.Skipped(CheckStep.SignIn, Messages.CheckNoTokenAsked);
        }

        return [.. tenant.Findings, .. tokens.Findings];
    }

    private async Task<ConnectionTest?> TestTokenServerAsync()
    {
        if (renewal is null)
        {
            return null;
        }

        var test = new ConnectionTest(CheckTarget.TokenServer, renewal.Connection, CheckStep.Connection, CheckStep.Encryption, CheckStep.SignIn);
        var request = TenantClient.Probe(() => Messages.OperationCheckTokenServer, string.Empty, timeout);
        using var answer = await test.AskAsync(request, context).ConfigureAwait(false);
        if (answer is not null && renewal.Connection.FaultIn(request, answer) is { Kind: ErrorKind.WrongAddress } fault)
        {
            test.Failed(CheckStep.SignIn, fault);
        }

        return test;
    }

    private void CheckAnswer(ConnectionTest test, ApiRequest request, ApiAnswer answer, bool isRenewed)
    {
        var fault = connection.FaultIn(request, answer);
        var isOurs = Messages.CheckTenantAnswers;
        switch (fault?.Kind)
        {
            case null when answer.Object?.Text("id") is not null || answer.Object?.List("root") is not null:
                test.Passed(CheckStep.Service, isOurs);
                test.Passed(CheckStep.SignIn, isRenewed ? Messages.CheckTokenRenewed : Messages.CheckTokenAccepted);
                break;
            case null:
                test.Failed(CheckStep.Service, Messages.FormatCheckNotTenant(Messages.CheckNoOrg), Messages.CheckNotTenantAdvice);
                break;
            case ErrorKind.TokenRefused or ErrorKind.TokenMissing when !answer.IsWebPage:
                test.Passed(CheckStep.Service, isOurs);
                test.Failed(CheckStep.SignIn, fault);
                break;
            case ErrorKind.ServerBusy or ErrorKind.WrongAddress:
            case ErrorKind.UnexpectedStatus when answer.Status >= 500:
                test.Failed(CheckStep.Service, fault);
                break;
            case not ErrorKind.NotJson when answer.Object?.Text("message") is not null && answer.Object?.Text("code") is not null:
                // In the form of the tenant's errors, but none of those about the token.
                test.Warned(CheckStep.Service, Messages.FormatCheckTenantDeclines(answer.Status), Messages.CheckTenantDeclinesAdvice);
                test.Skipped(CheckStep.SignIn, Messages.CheckTokenUnclear);
                break;
            default:
                test.Failed(CheckStep.Service, Messages.FormatCheckNotTenant(fault!.Reason), Messages.CheckNotTenantAdvice);
                break;
        }
    }
}
