using System;
using CallCenter.Core.Http;

namespace CallCenter;

/// <summary>What one check of a session found.</summary>
public sealed class CcSessionCheck
{
    internal CcSessionCheck(string session, CheckFinding finding)
    {
        Session = session;
        Target = finding.Target;
        Uri = finding.Server;
        Check = finding.Step;
        Result = finding.Result;
        Message = finding.Message;
        RecommendedAction = finding.Advice;
    }

    /// <summary>The name of the session.</summary>
    public string Session { get; }

    /// <summary>Which of its servers was checked.</summary>
    public CheckTarget Target { get; }

    /// <summary>The address of that server.</summary>
    public Uri Uri { get; }

    /// <summary>What was checked of it.</summary>
    public CheckStep Check { get; }

    /// <summary>How it ended.</summary>
    public CheckResult Result { get; }

    /// <summary>What was found, in words.</summary>
    public string Message { get; }

    /// <summary>What to do; null where there is nothing to do.</summary>
    public string? RecommendedAction { get; }
}
