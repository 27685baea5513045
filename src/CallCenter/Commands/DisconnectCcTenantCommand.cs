using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Closes sessions: the runspace's default, or those given.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "CcTenant", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectCcTenantCommand : CcCommand
{
    /// <summary>The session to close; the runspace's default when it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [NoPasswordTransform]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CcSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Resolve(Session);
        if (ShouldDo(Messages.FormatWhatIfDisconnect(session.Name)))
        {
            // A user who names the session knows that there are several.
            if (Sessions.Close(session) is { } next)
            {
                Warn(Messages.FormatSessionNextDefault(session.Name, next.Name));
            }
        }
    }
}
