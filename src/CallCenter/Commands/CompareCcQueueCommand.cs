using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using CallCenter.Binding;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Compares a roster with the members of the queues (queue information page), and changes nothing.</summary>
[Cmdlet(VerbsData.Compare, "CcQueue", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CcQueueChange))]
public sealed class CompareCcQueueCommand : FloorCommand
{
    private readonly RosterInput _roster;
    private IReadOnlyList<RosterInputRow> _lines = [];
    private Func<string, bool> _owns = null!;
    private int _rows;

    /// <summary>A command.</summary>
    public CompareCcQueueCommand() => _roster = new(LostZero, () => Floor);

    /// <summary>The roster: a CSV file with columns for queue and extension; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [NoPasswordTransform]
    public string? Path { get; set; }

    /// <summary>The roster, by a path in which nothing is a wildcard.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? LiteralPath { get; set; }

    /// <summary>A row of the roster.</summary>
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

    /// <summary>Compare also the members that the roster does not name.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>Emit also the members that stay.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _owns = RosterInput.ScopeOf(Extension, MyInvocation.MyCommand.Name);
            _lines = ParameterSetName == InputObjectSet ? [] : [.. RosterInput.RowsOf(this, Path, LiteralPath, Encoding, StoppingToken)];
        }
        catch (CallCenterException exception)
        {
            Throw(exception, LiteralPath ?? Path);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Prune && _roster.FaultyRows > 0)
        {
            Throw(Failure.Session(ErrorKind.RosterIncomplete, _roster.FaultyRows));
        }

        if (_roster.Entries.Count > 0)
        {
            Compare();
        }
    }

    /// <inheritdoc/>
    private protected override void Show()
    {
        if (InputObject is not null)
        {
            _rows++;
            _lines = [new(_rows, Messages.FormatSubjectRow(_rows), InputObject)];
        }

        foreach (var row in _lines)
        {
            try
            {
                _roster.Add(row);
            }
            catch (CallCenterException exception)
            {
                WriteError(ToRecord(exception, RosterInput.Shown(row.Row)));
            }
        }

        if (_roster.Changes.Count > 0)
        {
            ThrowParameter(Messages.CompareChanges, Messages.CompareChangesAdvice);
        }
    }

    private void Compare()
    {
        foreach (var queue in _roster.FindUnlistedQueues(Floor))
        {
            Warn(Messages.FormatQueueNotListed(Cell.Label(queue)));
        }

        var now = DateTime.UtcNow;
        foreach (var change in Roster.Compare(_roster.Entries, Floor, _owns, Prune).Where(change => IncludeEqual || change.Action != QueueAction.Keep))
        {
            WriteObject(_roster.WithRowColumns(new CcQueueChange(change with { Appliance = ActiveSession.QueueDestination.Place }, now)));
        }
    }
}
