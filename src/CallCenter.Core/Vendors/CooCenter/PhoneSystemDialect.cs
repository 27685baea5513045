using System;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>The phone system's answers: an HTTP status, or HTTP 200 with its own <c>status</c> in the body.</summary>
/// <param name="now">The clock of this machine, for a session that sends keys of the day; null for one that does not.</param>
internal sealed class PhoneSystemDialect(Func<DateTimeOffset>? now = null) : IVendorDialect
{
    public string AddressParameter => "-QueueUri";

    public ErrorKind? ErrorIn(ApiRequest request, ApiAnswer answer)
    {
        switch (answer.Status)
        {
            case 200 or 201 when request.MayBeList && answer.List is not null:
                return null;
            case 200 or 201:
                return ErrorInBody(answer.Object?.Text("status"));
            case 401 or 403:
                return now is not null && answer.Date is { } clock && !ApplianceClock.IsNear(clock, now()) ? ErrorKind.QueueClockWrong : ErrorKind.QueueKeyRefused;
            case 404 when request.ChangesNothing:
                // A list belongs to no extension.
                return ErrorKind.UnexpectedStatus;
            case 404:
                // Only the phone system says so in JSON; any other 404 comes from a wrong address.
                return answer.Object?.Text("status") is null ? ErrorKind.UnexpectedStatus : ErrorKind.InterfaceNotFound;
            case var status when RetryRules.IsDeferral(status):
                return ErrorKind.ServerBusy;
            default:
                return ErrorKind.UnexpectedStatus;
        }
    }

    public string? MessageIn(ApiAnswer answer) => answer.Object?.Words("message");

    public string? DetailOf(ErrorKind error, ApiAnswer answer) => error == ErrorKind.QueueClockWrong ? ApplianceClock.Describe(answer.Date!.Value, now!()) : null;

    // A sign-out of what is not there.
    public bool IsAlreadyDone(ApiRequest request, ApiAnswer answer) =>
        request.Path == QueueClient.LogoutPath && ErrorIn(request, answer) == ErrorKind.InterfaceNotFound;

    private static ErrorKind? ErrorInBody(string? status)
    {
        if (status is null)
        {
            return ErrorKind.NotJson;
        }

        return status.Equals("success", StringComparison.OrdinalIgnoreCase) ? null : ErrorKind.QueueRefused;
    }
}
