using System;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Shows what a journal says of a run, also while the run goes on.</summary>
[Cmdlet(VerbsCommon.Get, "CcJournal")]
[OutputType(typeof(CcJournal))]
public sealed class GetCcJournalCommand : CcCommand
{
    /// <summary>The journal's file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Path", "FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform("JournalPath", "Path", "FullName", "PSPath")]
    public string[] JournalPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var given in JournalPath)
        {
            var path = ResolvePath(given);
            try
            {
                WriteObject(new CcJournal(path, JournalReader.Read(path, StoppingToken)));
            }
            catch (CallCenterException exception)
            {
                WriteError(ToRecord(exception, given));
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }
}
