using System;
using CallCenter.Core.Vendors;

namespace CallCenter;

/// <summary>What one check of a session found.</summary>
public sealed class CcSessionCheck
{
    private readonly CheckFinding _finding;

    internal CcSessionCheck(string session, CheckFinding finding)
    {
        Session = session;
        _finding = finding;
    }

    /// <summary>The name of the session.</summary>
    public string Session { get; }

    /// <summary>Which of its servers was checked.</summary>
    public CheckTarget Target => _finding.Target;

    /// <summary>The address of that server.</summary>
    public Uri Uri => _finding.Server;

    /// <summary>What was checked of it.</summary>
    public CheckStep Check => _finding.Step;

    /// <summary>How it ended.</summary>
    public CheckResult Result => _finding.Result;

    /// <summary>What was found, in words.</summary>
    public string Message => _finding.Message;

    /// <summary>What to do; null where there is nothing to do.</summary>
    public string? RecommendedAction => _finding.Advice;
}
