using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>Says in words why a request failed, with secrets masked.</summary>
internal sealed class RequestFailure(ProxyRoute route, IVendorDialect dialect, Redactor redactor, int maximumRetryCount)
{
    private const int MaxMessageLength = 300;

    /// <summary>The error for a request without an answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fault">Why there was none.</param>
    /// <param name="outcomeUnknown">Whether it may have been processed.</param>
    /// <param name="isGone">Whether no request reaches the server any more.</param>
    public CallCenterException From(ApiRequest request, TransportFault fault, bool outcomeUnknown, bool isGone)
    {
        var detail = fault.Detail is null ? null : redactor.Clean(Plain.Words(fault.Detail), request.Secret);
        return Failure.Remote(fault.Kind, request.Operation, outcomeUnknown, request.Repeatable, detail: detail, advice: fault.Advice, isServerGone: fault.Kind == ErrorKind.ProxyRefused || (isGone && fault.Kind == ErrorKind.Unreachable));
    }

    /// <summary>The error for an answer that is no success.</summary>
    /// <param name="request">The request.</param>
    /// <param name="error">What the answer means.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="outcomeUnknown">Whether this try or an earlier one may have been processed.</param>
    /// <param name="wasUnavailable">Whether an earlier try was answered with 503.</param>
    public CallCenterException From(ApiRequest request, ErrorKind error, ApiAnswer answer, bool outcomeUnknown, bool wasUnavailable = false)
    {
        if (error == ErrorKind.ProxyRefused)
        {
            var refusal = route.Refusal;
            return Failure.Remote(error, request.Operation, outcomeUnknown, request.Repeatable, answer.Status, detail: refusal.Detail, advice: refusal.Advice, isServerGone: true);
        }

        if (WrongAddress.Find(route.Server, dialect.AddressParameter, request, answer) is { } wrong)
        {
            return Failure.Remote(
                error, request.Operation, outcomeUnknown, request.Repeatable, answer.Status, detail: redactor.Clean(wrong.Detail, request.Secret), advice: redactor.Clean(wrong.Advice, request.Secret));
        }

        var isDone = dialect.IsAlreadyDone(request, answer);
        var words = error == ErrorKind.NotJson ? null : VendorMessage(answer, request.Secret);
        string?[] statements = [words, DescribeDeferral(request, answer), outcomeUnknown && isDone && wasUnavailable ? Messages.ExistsAfterUnavailable : null];
        words = statements.Any(statement => statement is not null) ? Messages.JoinStatements(statements.OfType<string>()) : null;
        var detail = error == ErrorKind.NotJson ? DescribeNotJson(request, answer) : dialect.DetailOf(error, answer);
        return Failure.Remote(
            error,
            request.Operation,
            outcomeUnknown,
            request.Repeatable,
            answer.Status,
            words,
            detail,
            isDone ? request.ConflictAdvice?.Invoke() : ProxyAdvice(error, answer, detail));
    }

    /// <summary>The advice for a web page that the proxy on the way may have made; null for any other answer.</summary>
    private string? ProxyAdvice(ErrorKind error, ApiAnswer answer, string? detail) => answer.IsWebPage && route.Proxy is { } proxy
        ? Messages.FormatProxyMayAnswerAdvice(proxy.Authority, route.Server.Authority, error.Advice(detail, answer.Status))
        : null;

    private string DescribeNotJson(ApiRequest request, ApiAnswer answer) =>
        answer.Object is { } body && request.FindMismatch?.Invoke(body) is { } mismatch ? redactor.Clean(mismatch, request.Secret) : answer.DescribeNotJson();

    private string? DescribeDeferral(ApiRequest request, ApiAnswer answer)
    {
        var isProbe = request.ProbeTimeout is not null;
        if (answer.RetryAfter is { } asked && (RetryRules.IsTooLong(asked) || (isProbe && RetryRules.IsStated(asked))))
        {
            return Messages.FormatRetryAfterAsked((long)asked.TotalSeconds);
        }

        return !isProbe && RetryRules.IsDeferral(answer.Status) && RetryRules.IsWaitAllowed(answer.RetryAfter, maximumRetryCount)
            ? Messages.FormatRetryAfterTooOften((int)RetryRules.MaxDeferralFor(answer.RetryAfter).TotalMinutes)
            : null;
    }

    /// <summary>The vendor's message; of any other answer its text, if that is short.</summary>
    private string? VendorMessage(ApiAnswer answer, Secret? secret)
    {
        var message = dialect.MessageIn(answer) ?? (answer.Object is null && !answer.IsWebPage ? Plain.Words(answer.Text) : null);

        // Masked before it is cut: a cut secret would not be recognized.
        return string.IsNullOrWhiteSpace(message) ? null : Excerpt.Of(redactor.Clean(message!.Trim(), secret), MaxMessageLength);
    }
}
