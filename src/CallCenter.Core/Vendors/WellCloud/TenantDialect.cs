using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>The tenant's statuses, some of them its own (agents page, 2.5; token page for 425).</summary>
internal sealed class TenantDialect : IVendorDialect
{
    /// <summary>The Content-Type of every request, to the letter (agents page, 1.1).</summary>
    public const string ContentType = "application/json;charset=utf-8";

    public ErrorKind? Judge(ApiRequest request, ApiAnswer answer)
    {
        switch (answer.Status)
        {
            case 200 or 201 when request.SuccessStatus is null:
                return answer.Object is null ? ErrorKind.NotJson : null;
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
            case 429 or 503:
                return ErrorKind.ServerBusy;
            default:
                return answer.Status == request.SuccessStatus ? null : ErrorKind.UnexpectedStatus;
        }
    }

    public string? MessageIn(ApiAnswer answer) => answer.Object?.Words("message");

    public string? DetailOf(ErrorKind error, ApiAnswer answer) => null;
}
