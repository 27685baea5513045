using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Lists the open sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "CcSession")]
[OutputType(typeof(CcSession))]
public sealed class GetCcSessionCommand : CcCommand
{
    /// <summary>The names of the sessions; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform("Name")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            RequireText(name);

            // A name may contain brackets, which are no wildcard then.
            var pattern = new WildcardPattern(Sessions.Find(name) is null ? name : WildcardPattern.Escape(name), WildcardOptions.IgnoreCase);
            var found = Sessions.Sessions.Where(session => pattern.IsMatch(session.Name)).ToList();
            WriteObject(found, enumerateCollection: true);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(ToRecord(Failure.Session(ErrorKind.SessionNotFound, name), name));
            }
        }
    }
}
