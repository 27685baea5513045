using System;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>The tenant's statuses, some of them its own (agents page, 2.5; token page for 425).</summary>
/// <param name="addressParameter">The parameter that gives the address.</param>
/// <param name="renewsTokens">Whether a token that is refused is renewed.</param>
internal sealed class TenantDialect(string addressParameter = "-Uri", bool renewsTokens = false) : IVendorDialect
{
    /// <summary>The Content-Type of every request, to the letter (agents page, 1.1).</summary>
    public const string ContentType = "application/json;charset=utf-8";

    // The page has no status for it, and the tenant's own words are not documented.
    private static readonly Regex WordsForExists = new(@"已经?存在|重复|already\s+exist|duplicate", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public string AddressParameter => addressParameter;

    public ErrorKind? ErrorIn(ApiRequest request, ApiAnswer answer)
    {
        switch (answer.Status)
        {
            case >= 200 and < 300 when answer.Object is { } body && IsError(body):
                return ErrorKind.TenantRefused;
            case >= 200 and < 300 when request.NeedsNoBody:
                // A web page is somebody else's, such as a sign-in page of the network.
                return answer.IsWebPage ? ErrorKind.NotJson : null;
            case 200 or 201:
                return answer.Object is not { } found || request.FindMismatch?.Invoke(found) is not null ? ErrorKind.NotJson : null;
            case 401:
                return ErrorKind.TokenRefused;
            case 403:
                return ErrorKind.TokenMissing;
            case 424:
                return ErrorKind.AgentNotFound;
            case 425:
                return ErrorKind.CredentialRefused;
            case 472:
                return ErrorKind.PasswordRule;
            case var status when RetryRules.IsDeferral(status):
                return ErrorKind.ServerBusy;
            default:
                return ErrorKind.UnexpectedStatus;
        }
    }

    public string? MessageIn(ApiAnswer answer) => answer.Object?.Words("message");

    public string? DetailOf(ErrorKind error, ApiAnswer answer) =>
        error != ErrorKind.TokenRefused ? null : renewsTokens ? Messages.TokenRefusedThoughNew : Messages.TokenRefusedAdvice;

    public bool IsAlreadyDone(ApiRequest request, ApiAnswer answer) => answer.Status == 409
        || (answer.Status < 500 && MessageIn(answer) is { } words && WordsForExists.IsMatch(words));

    // The form of the tenant's errors, {"message","code"}, which some gateways send with 200 and a "success".
    private static bool IsError(JsonElement body) => body.Text("success") is { } success
        ? success.Equals("false", StringComparison.OrdinalIgnoreCase)
        : body.Text("message") is not null && body.Text("code") is not (null or "0" or "200") && body.Text("id") is null;
}
