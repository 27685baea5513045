using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CallCenter.Core.Agents;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter;

/// <summary>What became of a line of the file that <c>Import-CcAgent</c> read. The other columns of the line are properties of it, too.</summary>
public sealed class CcImportRow
{
    /// <summary>The columns of the file that are properties here.</summary>
    internal static readonly HashSet<string> OwnColumns = new(
        ((Field[])[AgentField.Code, AgentField.LoginName, AgentField.UserName, QueueField.Queue]).SelectMany(field => field.Names), StringComparer.OrdinalIgnoreCase);

    internal CcImportRow(AgentRow row)
    {
        Line = row.LineNumber;
        Code = row[AgentField.Code];
        LoginName = row[AgentField.LoginName];
        UserName = row[AgentField.UserName];
    }

    /// <summary>The line of the file, from 1.</summary>
    public int Line { get; }

    /// <summary>The agent's code, 工号.</summary>
    public string? Code { get; }

    /// <summary>The name to sign in with.</summary>
    public string? LoginName { get; }

    /// <summary>The agent's name.</summary>
    public string? UserName { get; }

    /// <summary>What became of it.</summary>
    public CcImportState State { get; internal init; }

    /// <summary>The queues that its extension is signed in to, by this run or an earlier one.</summary>
    public IReadOnlyList<string> Queue { get; internal init; } = new TextList([]);

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Problem { get; internal init; }

    /// <summary>The login name with the password that this run generated; null where the row brought one, or <c>-PasswordPath</c> took it.</summary>
    public PSCredential? Credential { get; internal init; }

    /// <summary>What became of a row whose first operation creates the agent.</summary>
    internal static CcImportState StateOf(RowOutcome outcome) => outcome.Operations switch
    {
        [] or [{ IsNotSent: true }, ..] => CcImportState.NotSent,
        [{ Error.OutcomeUnknown: true }, ..] => CcImportState.Unknown,
        [{ Error: not null }, ..] => CcImportState.Failed,
        _ when outcome.Operations.All(one => one.IsLeftOut) => CcImportState.AlreadyDone,
        _ => outcome.Fault is null ? CcImportState.Done : CcImportState.Partial,
    };
}

/// <summary>What became of a line of an imported file.</summary>
public enum CcImportState
{
    /// <summary>All of it was done, by this run or what was left of it.</summary>
    Done,

    /// <summary>Earlier runs with the same journal had done all of it.</summary>
    AlreadyDone,

    /// <summary>The agent is there, but its extension is not in all of its queues.</summary>
    Partial,

    /// <summary>The agent was not created.</summary>
    Failed,

    /// <summary>Nothing tells whether the agent was created.</summary>
    Unknown,

    /// <summary>The line has a fault, so nothing of it was sent.</summary>
    Skipped,

    /// <summary>Nothing of it was sent: the run was stopped before, or -WhatIf, -CheckOnly or an answer to -Confirm said so.</summary>
    NotSent,
}
