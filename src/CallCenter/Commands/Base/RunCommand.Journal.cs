using System;
using System.Linq;
using System.Management.Automation.Language;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <content>The journal of the run.</content>
public abstract partial class RunCommand
{
    private RunJournal? _journal;

    /// <inheritdoc cref="JournalRun.IsOfSameTenant"/>
    private protected virtual bool IsOfSameTenant => false;

    /// <summary>Whether a warning at the end of the run says how many rows earlier runs had done.</summary>
    private protected virtual bool WarnsOfRowsAlreadyDone => true;

    /// <summary>Opens the journal, or under -WhatIf only reads it.</summary>
    /// <returns>What earlier runs left of an operation.</returns>
    private Func<OperationId, JournalState?> OpenJournal(string path)
    {
        var run = new JournalRun(CommandName, Destinations) { IsOfSameTenant = IsOfSameTenant };
        if (Preferences.WhatIf)
        {
            var done = JournalReader.ReadDone(path, run, StoppingToken);
            return id => done.Contains(id) ? JournalState.Done : null;
        }

        // Assigned before the first warning, which can end the command: the journal must be closed then.
        _journal = RunJournal.Open(path, run, StoppingToken);
        if (_journal.WasEmpty)
        {
            Warn(Messages.FormatJournalWasEmpty(path));
        }

        if (_journal.Tear is { } tear)
        {
            Warn(Messages.FormatJournalTorn(path, tear.Line, tear.Bytes));
        }

        var earlier = _journal.EarlierCounts;
        WriteVerboseLine(Messages.FormatVerboseJournal(path, earlier.Total, earlier.Done, earlier.Failed, earlier.Unknown));
        return _journal.EarlierState;
    }

    /// <summary>Warns of what earlier runs did: rows that are left out, and passwords that nobody was given.</summary>
    private void WarnOfEarlierRuns()
    {
        if (Counts.AlreadyDone > 0 && WarnsOfRowsAlreadyDone && _journal is not null)
        {
            Warn(Messages.FormatJournalAlreadyDoneCount(Counts.AlreadyDone));
        }

        if (_delivery!.LostResults.Count > 0)
        {
            var codes = string.Join(", ", _delivery.LostResults.Select(operation => "'" + CodeGeneration.EscapeSingleQuotedStringContent(operation.UniqueName) + "'"));
            Warn(Messages.FormatJournalLostPasswords(_delivery.LostResults.Count, codes + " | Reset-CcAgentPassword" + GivenSession));
        }
    }

    /// <summary>Warns of outcomes that the journal does not have.</summary>
    private void WarnOfJournal()
    {
        if (_delivery!.Run.JournalFault is { } fault)
        {
            Warn(Messages.FormatJournalIncomplete(fault.Message));
        }
    }
}
