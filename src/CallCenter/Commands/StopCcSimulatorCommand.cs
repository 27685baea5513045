using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Stops simulators: those given, or all that this runspace started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "CcSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopCcSimulatorCommand : CcCommand
{
    /// <summary>The simulator to stop; all that this runspace started when it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [NoPasswordTransform]
    public CcSimulator? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var simulators = InputObject is null ? Sessions.Simulators : [InputObject];
        foreach (var simulator in simulators)
        {
            if (ShouldDo(Messages.FormatWhatIfStopSimulator(simulator.Uri)))
            {
                simulator.Stop();
            }
        }
    }
}
