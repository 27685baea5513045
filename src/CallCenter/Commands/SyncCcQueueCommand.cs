using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using CallCenter.Binding;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors;
using CallCenter.Core.Vendors.CooCenter;

namespace CallCenter.Commands;

/// <summary>
/// Makes the queues what a roster says, or makes changes that were compared before (queue page). Looks at the phone system first, signs in
/// before it signs out, and looks again at the end.
/// </summary>
[Cmdlet(VerbsData.Sync, "CcQueue", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(CcQueueChange))]
public sealed partial class SyncCcQueueCommand : RunCommand
{
    private readonly RosterInput _roster;
    private IReadOnlyList<RosterInputRow> _lines = [];
    private RosterInputRow? _row;
    private Func<string, bool> _owns = null!;
    private IdleExit? _idleExit;
    private long _total;
    private long _sent;

    /// <summary>A command.</summary>
    public SyncCcQueueCommand()
    {
        var floor = new Lazy<Floor?>(() => LostZero.OrNull(() => Ask(PhoneSystem.ReadFloorAsync)));
        _roster = new(LostZero, () => floor.Value);
    }

    /// <summary>The roster, or saved changes: a CSV file with columns for queue and extension; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [NoPasswordTransform]
    public string? Path { get; set; }

    /// <summary>The same, by a path in which nothing is a wildcard.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? LiteralPath { get; set; }

    /// <summary>A row of the roster, or a change.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The encoding of the file, whatever it looks like; it is found out when it is left out.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransform]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>The extensions that the roster covers, 分机; wildcards are allowed. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter]
    [SupportsWildcards]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Extension { get; set; }

    /// <summary>In the queues that the roster names, also sign out the members that it does not name.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>Change nothing where more changes than that would be made.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumChange { get; set; } = int.MaxValue;

    /// <summary>How many members are to stay in each queue.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MinimumMember { get; set; }

    /// <summary>Pause each member that is to be signed out, wait until it is in no call, and sign it out then.</summary>
    [Parameter]
    public SwitchParameter WhenIdle { get; set; }

    /// <summary>How many seconds the calls of each extension have to end.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int IdleTimeoutSec { get; set; } = 900;

    /// <summary>Sign out also members with a penalty, which they may lose when they sign in again.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private QueueClient PhoneSystem { get; set; } = null!;

    /// <inheritdoc/>
    private protected override IReadOnlyList<Destination> Destinations => [ActiveSession.QueueDestination];

    /// <inheritdoc/>
    private protected override long? TotalRows => _total;

    /// <inheritdoc/>
    private protected override long RowsRead => _sent;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseLostZeros(nameof(Extension));
        if (!WhenIdle && MyInvocation.BoundParameters.ContainsKey(nameof(IdleTimeoutSec)))
        {
            ThrowParameter(Messages.QueueIdleTimeout, Messages.QueueIdleTimeoutAdvice);
        }

        try
        {
            _owns = RosterInput.ScopeOf(Extension, MyInvocation.MyCommand.Name);
            _lines = ParameterSetName == InputObjectSet ? [] : [.. RosterInput.RowsOf(this, Path, LiteralPath, Encoding, StoppingToken)];
        }
        catch (CallCenterException exception)
        {
            Throw(exception, LiteralPath ?? Path);
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            RowNumber++;
            _lines = [new(RowNumber, Messages.FormatSubjectRow(RowNumber), InputObject)];
        }

        foreach (var row in _lines)
        {
            _row = row;
            ProcessRow(row);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_roster.Changes.Count > 0 && (Prune || Extension is not null || _roster.Entries.Count > 0))
        {
            ThrowParameter(Messages.SyncChangesAlone, Messages.SyncChangesAloneAdvice);
        }

        if (Prune && _roster.FaultyRows > 0)
        {
            Throw(Failure.Session(ErrorKind.RosterIncomplete, _roster.FaultyRows));
        }

        if (_roster.Changes.Count + _roster.Entries.Count > 0)
        {
            Apply();
        }

        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _idleExit?.Dispose();
        }
    }

    /// <inheritdoc/>
    private protected override void Connect()
    {
        PhoneSystem = ActiveSession.RequirePhoneSystem();
        _idleExit = WhenIdle ? new IdleExit(PhoneSystem, TimeSpan.FromSeconds(IdleTimeoutSec), ThrottleLimit) : null;
    }

    /// <inheritdoc/>
    private protected override object Target() => _row!;

    /// <inheritdoc/>
    private protected override object Shown(object target) => target is QueueChange change
        ? _roster.RowOf(change) is { } row ? RosterInput.Shown(row) : _roster.WithRowColumns(Now(change))
        : RosterInput.Shown(((RosterInputRow)target).Row);

    /// <inheritdoc/>
    private protected override string Subject() => _row!.Subject;

    /// <inheritdoc/>
    private protected override IEnumerable<RunRow> Read(object target)
    {
        // What a row asks for is known only once all rows have been read.
        _roster.Add((RosterInputRow)target);
        return [];
    }

    /// <inheritdoc/>
    private protected override void WriteRow(RowOutcome outcome)
    {
        base.WriteRow(outcome);
        var change = (QueueChange)outcome.Row.Target;
        switch (outcome.Operations)
        {
            case [] or [{ IsNotSent: true }]:
                Write(change, null);
                break;
            case [{ IsLeftOut: true }]:
                var problem = SyncPlan.NotVerified(change, Messages.NotVerifiedEarlier);
                Write(change, CcQueueChangeResult.NotVerified, problem);
                Delivery.Fail(problem, change);
                break;
            case [{ Error: var error }, ..]:
                Write(change, error is null ? CcQueueChangeResult.Done : error.Kind == ErrorKind.NotVerified ? CcQueueChangeResult.NotVerified : CcQueueChangeResult.Failed, error);
                break;
        }
    }

    /// <inheritdoc/>
    private protected override void Remember(SeenNames seen, OperationOutcome outcome)
    {
        var operation = (QueueOperation)outcome.Operation;
        seen.Add(ListedKind.Extension, operation.Extension);
        seen.Add(ListedKind.Queue, operation.Queue);
    }
}
