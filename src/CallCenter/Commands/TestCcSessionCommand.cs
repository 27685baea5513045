using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;

namespace CallCenter.Commands;

/// <summary>
/// Checks a session end to end, and says in words what is wrong. Nothing is changed at a vendor's: it asks the tenant for its top
/// organization, the phone system for its queues, and looks whether the token server answers.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CcSession")]
[OutputType(typeof(CcSessionCheck), typeof(bool))]
public sealed class TestCcSessionCommand : CcCommand
{
    /// <summary>The session to check; the runspace's default when it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [NoPasswordTransform]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CcSession? Session { get; set; }

    /// <summary>How many seconds each server has to answer.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>Emit only whether the session works: false when a check failed, or when there is no session.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Quiet && Session is null && Sessions.Default is null)
        {
            WriteObject(false);
            return;
        }

        var session = ResolveUsable(Session);
        WriteVerboseHeader(session);
        if (Quiet)
        {
            WriteObject(Check(session).ToList().TrueForAll(finding => finding.Result != CheckResult.Failed));
        }
        else
        {
            WriteObject(Check(session).Select(finding => new CcSessionCheck(session.Name, finding)), enumerateCollection: true);
        }
    }

    private IEnumerable<CheckFinding> Check(CcSession session)
    {
        var log = NewLog();
        var context = new CallContext(log, StoppingToken, StoppingToken);
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        var tenant = session.Uri is null ? null : session.CheckTenantAsync(timeout, context);
        var phoneSystem = session.QueueUri is null ? null : session.CheckPhoneSystemAsync(timeout, context);
        foreach (var check in new[] { tenant, phoneSystem }.Where(check => check is not null))
        {
            foreach (var finding in WaitFor(check!, log, Messages.FormatProgressCheck(session.Name)))
            {
                yield return finding;
            }
        }
    }
}
