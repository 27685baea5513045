using System;

namespace CallCenter.Core.Text;

/// <summary>Words every <see cref="CallCenterException"/>: what a kind says is in <see cref="ErrorFacts"/>.</summary>
public static class Failure
{
    /// <summary>A fault found before anything was sent.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="subject">What it concerns, such as <c>Row 3 (agent 5003)</c>.</param>
    /// <param name="details">What the kind's text has places for.</param>
    public static CallCenterException Local(ErrorKind kind, string subject, params object?[] details) =>
        new(
            kind,
            Messages.FormatFailureLocal(subject, kind.Reason(details)),
            kind.Advice(details));

    /// <summary>A fault of the session itself, which concerns no row.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="details">What the kind's text has places for.</param>
    public static CallCenterException Session(ErrorKind kind, params object?[] details) =>
        new(kind, kind.Reason(details), kind.Advice(details));

    /// <summary>A number lost its leading zeros before the command could see it.</summary>
    /// <param name="subject">What it concerns.</param>
    /// <param name="number">The number.</param>
    /// <param name="whole">It with its zeros.</param>
    /// <param name="evidence">What says so.</param>
    internal static CallCenterException LostZero(string subject, string number, string whole, string evidence) => new(
        ErrorKind.LostLeadingZero,
        Messages.FormatFailureLocal(subject, Messages.FormatLostZero(number, whole, evidence)),
        ErrorKind.LostLeadingZero.Advice(number, whole));

    /// <summary>The journal of a run is not where it was.</summary>
    internal static CallCenterException JournalGone(string path) => new(
        ErrorKind.JournalFailed,
        Messages.FormatReasonJournalFailed(path, Messages.FileReplaced.TrimEnd('.')),
        Messages.FormatJournalGoneAdvice(path));

    /// <summary>A journal was written with another account than the one that is signed in now.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="recorded">The account in the journal, in words.</param>
    /// <param name="current">The account of this run, in words.</param>
    internal static CallCenterException OtherAccount(string path, string recorded, string current) =>
        new(ErrorKind.JournalMismatch, Messages.FormatJournalOtherAccount(path, recorded, current), Messages.JournalOtherAccountAdvice);

    /// <summary>A fault of a file that rows come from.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="line">The physical line, from 1; 0 when the fault is the file's.</param>
    /// <param name="code">The code of the line's agent, as a label; null when it is not known.</param>
    /// <param name="details">What the kind's text has places for.</param>
    internal static CallCenterException InFile(ErrorKind kind, int line, string? code, params object?[] details)
    {
        var (reason, advice) = (kind.ReasonInFile(details), kind.AdviceInFile(details));
        var subject = code is null ? Messages.FormatSubjectLine(line) : Messages.FormatSubjectAgentLine(line, code);
        return new(kind, line == 0 ? reason : Messages.FormatFailureLocal(subject, reason), advice) { Reason = reason };
    }

    /// <summary>Nothing was sent, since the run had been stopped.</summary>
    /// <param name="operation">What was to be done, such as <c>create agent 5003</c>.</param>
    /// <param name="outcomeUnknown">Whether an earlier try may have done it.</param>
    /// <param name="isRepeatable">Whether doing it twice does no harm.</param>
    public static CallCenterException Stopped(string operation, bool outcomeUnknown = false, bool isRepeatable = false) =>
        Remote(ErrorKind.Stopped, operation, outcomeUnknown, isRepeatable);

    /// <summary>Rows were not sent, since the server could no longer be reached.</summary>
    /// <param name="cause">The error of the row that found this out.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="operations">The first of them, in words.</param>
    internal static CallCenterException ServerGone(CallCenterException cause, int rows, string operations) =>
        new(cause.Kind, Messages.FormatFailureServerGone(rows, cause.Reason, operations), cause.Advice, cause);

    /// <summary>A fault in this module, as an error of the row it happened to, so that the other rows go on.</summary>
    /// <param name="operation">What was to be done.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="outcomeUnknown">Whether it may have been done.</param>
    public static CallCenterException Internal(string operation, Exception fault, bool outcomeUnknown = true) =>
        Remote(ErrorKind.InternalError, operation, outcomeUnknown, detail: fault.GetType().Name, inner: fault);

    /// <summary>An unknown outcome after the tenant was asked: it has no such agent, so it was not created.</summary>
    internal static CallCenterException AgentAbsent(CallCenterException cause) =>
        new(cause.Kind, Messages.FormatFailureNotThere(cause.Message), Messages.FailureNotThereAdvice, cause)
        {
            StatusCode = cause.StatusCode,
            VendorMessage = cause.VendorMessage,
        };

    /// <summary>Why a member that had been paused was not signed out, and what became of the pause.</summary>
    /// <param name="cause">Why it was not signed out.</param>
    /// <param name="stillPaused">Why the pause could not be taken back; null when it was.</param>
    internal static CallCenterException AfterPause(CallCenterException cause, CallCenterException? stillPaused) =>
        new(
            stillPaused is null ? cause.Kind : ErrorKind.StillPaused,
            stillPaused is null
                ? Messages.FormatFailurePauseTakenBack(cause.Message)
                : Messages.FormatFailureStillPaused(cause.Message, stillPaused.Message),
            stillPaused is null ? cause.Advice : Messages.AdviceStillPaused,
            cause)
        {
            StatusCode = cause.StatusCode,
            VendorMessage = cause.VendorMessage,
            OutcomeUnknown = cause.OutcomeUnknown,
            IsRepeatable = cause.IsRepeatable,
        };

    /// <summary>The tenant lists no such agent.</summary>
    /// <param name="name">The code or login name that was asked for.</param>
    public static CallCenterException AgentNotListed(string name) =>
        new(ErrorKind.AgentNotFound, Messages.FormatAgentNotListed(name), Messages.AdviceAgentNotFound);

    /// <summary>A run before this one sent the row, and nothing tells whether it was done.</summary>
    /// <param name="operation">What was to be done.</param>
    /// <param name="isEarly">Whether it was not done until now, and may still be.</param>
    internal static CallCenterException UnknownEarlier(string operation, bool isEarly) => Remote(
        ErrorKind.ConnectionLost,
        operation,
        outcomeUnknown: true,
        detail: isEarly ? Messages.UnknownEarlierRunMayStill : Messages.UnknownEarlierRun);

    /// <summary>Something could not be done since another request that it needs failed, such as the one for a token.</summary>
    /// <param name="operation">What was to be done.</param>
    /// <param name="cause">Why it was not.</param>
    /// <param name="outcomeUnknown">Whether an earlier try may have done it.</param>
    /// <param name="isRepeatable">Whether doing it twice does no harm.</param>
    internal static CallCenterException CausedBy(string operation, CallCenterException cause, bool outcomeUnknown = false, bool isRepeatable = false)
    {
        var advice = AdviceOf(cause.Advice, outcomeUnknown, isRepeatable);
        return new CallCenterException(
            cause.Kind,
            MessageOf(outcomeUnknown, operation, cause.Message),
            advice,
            cause)
        {
            Reason = cause.Reason,
            StatusCode = cause.StatusCode,
            VendorMessage = cause.VendorMessage,
            OutcomeUnknown = outcomeUnknown,
            IsRepeatable = isRepeatable,
            IsServerGone = cause.IsServerGone,
        };
    }

    internal static CallCenterException Remote(
        ErrorKind kind,
        string operation,
        bool outcomeUnknown,
        bool isRepeatable = false,
        int? status = null,
        string? vendorMessage = null,
        string? detail = null,
        string? advice = null,
        Exception? inner = null,
        bool isServerGone = false)
    {
        var reason = kind.Reason(detail, status);
        if (!string.IsNullOrWhiteSpace(vendorMessage))
        {
            reason = Messages.FormatFailureVendorSays(reason, vendorMessage);
        }

        var next = AdviceOf(advice ?? kind.Advice(detail, status), outcomeUnknown, isRepeatable);
        return new CallCenterException(kind, MessageOf(outcomeUnknown, operation, reason), next, inner)
        {
            Reason = reason,
            StatusCode = status,
            VendorMessage = vendorMessage,
            OutcomeUnknown = outcomeUnknown,
            IsRepeatable = isRepeatable,
            IsServerGone = isServerGone,
        };
    }

    private static string MessageOf(bool outcomeUnknown, string operation, string reason) =>
        outcomeUnknown ? Messages.FormatFailureUnknown(operation, reason) : Messages.FormatFailureRemote(operation, reason);

    private static string AdviceOf(string advice, bool outcomeUnknown, bool isRepeatable) => (outcomeUnknown, isRepeatable) switch
    {
        (false, _) => advice,
        (true, true) => Messages.FormatFailureRepeatAdvice(advice),
        (true, false) => Messages.FormatFailureUnknownAdvice(advice),
    };
}
