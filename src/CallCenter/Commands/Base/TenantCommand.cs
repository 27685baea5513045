using System.Collections.Generic;
using System.Management.Automation;
using CallCenter.Core.Runs;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>What the commands that change a tenant share.</summary>
public abstract class TenantCommand : RunCommand
{
    /// <summary>Continue a journal that was written with another token or appId: it belongs to the same tenant.</summary>
    [Parameter]
    public SwitchParameter SameTenant { get; set; }

    /// <summary>The tenant.</summary>
    private protected TenantClient Tenant { get; private set; } = null!;

    /// <inheritdoc/>
    private protected override IReadOnlyList<Destination> Destinations => [ActiveSession.TenantDestination];

    /// <inheritdoc/>
    private protected override bool IsOfSameTenant => SameTenant;

    /// <inheritdoc/>
    private protected override void Connect() => Tenant = ActiveSession.RequireTenant();
}
