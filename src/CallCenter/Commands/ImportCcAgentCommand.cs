using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>
/// Creates the agents of a CSV file: checks the whole file before the first request, then runs, with a journal beside the file,
/// so that the same command continues after an interruption.
/// </summary>
[Cmdlet(VerbsData.Import, "CcAgent", SupportsShouldProcess = true)]
[OutputType(typeof(CcAgent), typeof(CcImportResult))]
public sealed class ImportCcAgentCommand : AgentCommand
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stopping = new();
    private AgentFileReport? _report;
    private AgentRow? _row;
    private PasswordFile? _passwords;
    private long _rowsRead;

    /// <summary>The CSV file: UTF-8, UTF-16 or GB18030 unless -Encoding says otherwise, with the columns of New-CcAgent.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The encoding of the file, whatever it looks like; it is found out when it is left out.</summary>
    [Parameter]
    [EncodingTransform]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>Check the file and send nothing.</summary>
    [Parameter]
    public SwitchParameter CheckOnly { get; set; }

    /// <summary>A file to add the generated passwords to, encrypted to -EncryptTo, instead of emitting the agents with them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PasswordPath { get; set; }

    /// <summary>The certificates to encrypt to, as Protect-CmsMessage takes them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public CmsMessageRecipient[]? EncryptTo { get; set; }

    // A file whose columns cannot be told apart has no rows that could be sent.
    private bool SendsRows => !CheckOnly && _report!.HasUsableColumns;

    /// <inheritdoc/>
    private protected override bool TellsOfRowsAlreadyDone => false;

    /// <inheritdoc/>
    private protected override long? TotalRows => _report?.RowCount;

    /// <inheritdoc/>
    private protected override long RowsRead => _rowsRead;

    /// <inheritdoc/>
    private protected override string? LostResultHint => _passwords is null ? base.LostResultHint : null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (PasswordPath is null != EncryptTo is null)
        {
            ThrowParameter(Messages.ImportPasswordPathAlone, Messages.ImportPasswordPathAloneAdvice);
        }

        var path = GetUnresolvedProviderPathFromPSPath(Path);
        var log = new RequestLog(withBodies: false);
        var options = new AgentFileOptions { Encoding = Encoding };
        _report = WaitFor(Task.Run(() => AgentFile.Check(path, options, _stopping.Token)), log, Messages.FormatProgressFile(path));
        foreach (var notice in _report.Notices)
        {
            Warn(notice);
        }

        Tell(Messages.FormatVerboseFile(
            path, _report.Encoding?.WebName ?? "?", _report.Delimiter == '\t' ? "TAB" : _report.Delimiter, _report.RowCount, _report.FaultyRowCount));
        if (!SendsRows)
        {
            TellOpening(session: null);
            return;
        }

        JournalPath ??= path + ".journal";
        base.BeginProcessing();
        if (PasswordPath is not null && !Preferences.WhatIf)
        {
            WritePasswords(() => _passwords = new PasswordFile(GetUnresolvedProviderPathFromPSPath(PasswordPath), EncryptTo!, InvokeCommand));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var fault in _report!.Faults)
        {
            WriteError(ToRecord(fault.ToException(), fault));
        }

        if (!SendsRows)
        {
            return;
        }

        try
        {
            foreach (var row in AgentFile.ReadRows(_report.Path, _report))
            {
                _rowsRead++;
                RowNumber = row.LineNumber;
                if (!row.IsFaulty)
                {
                    _row = row;
                    ProcessRow(Target());
                }
            }
        }
        catch (CallCenterException exception)
        {
            Report(exception, _report.Path);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (SendsRows)
        {
            base.EndProcessing();
        }

        var counts = Counts;
        WriteObject(new CcImportResult
        {
            Path = _report!.Path,
            Total = _report.RowCount,
            Created = counts.Done,
            AlreadyDone = counts.AlreadyDone,
            Failed = counts.Failed,
            Unknown = counts.Unknown,
            Skipped = _report.RowCount - counts.Done - counts.AlreadyDone - counts.Failed - counts.Unknown,
            Faults = _report.Faults.Count + _report.FurtherFaultCount,
            Duration = _clock.Elapsed,
            JournalPath = !SendsRows || Preferences.WhatIf ? null : GetUnresolvedProviderPathFromPSPath(JournalPath),
            PasswordPath = _passwords is null ? null : GetUnresolvedProviderPathFromPSPath(PasswordPath),
        });
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _stopping.Cancel();
        base.StopProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _passwords?.Dispose();
            _stopping.Dispose();
        }
    }

    /// <inheritdoc/>
    private protected override object Target() => _row!;

    /// <inheritdoc/>
    private protected override object Shown(object target)
    {
        var row = (AgentRow)target;
        return InputRow.From([("line", row.LineNumber), .. InputRow.PropertiesOf(row)]);
    }

    /// <inheritdoc/>
    private protected override string Subject() => _row?.Label is { } code
        ? Messages.FormatSubjectAgentLine(RowNumber, code)
        : Messages.FormatSubjectLine(RowNumber);

    /// <inheritdoc/>
    private protected override IEnumerable<RunRow> Read(object target) => [ToRunRow(_row!, target)];

    /// <inheritdoc/>
    private protected override void Prepare(RunRow row)
    {
        // Also when an interrupted run may have created the agent: if it did not, this run does, and may be interrupted too.
        var agent = ((CreateAgent)row.Operations[0]).Agent;
        if (agent.IsPasswordGenerated)
        {
            WritePasswords(() => _passwords?.Add(agent));
        }
    }

    /// <inheritdoc/>
    private protected override void WriteResult(RunRow row, OperationOutcome outcome)
    {
        if (_passwords is null)
        {
            base.WriteResult(row, outcome);
        }
        else if (outcome.IsFromEarlierRun && ((CreateAgent)outcome.Operation).Agent.IsPasswordGenerated)
        {
            Warn(Messages.FormatImportEarlierPassword(outcome.Operation.Describe(), PasswordPath));
        }
    }

    /// <summary>Ends the command where that cannot be done: an agent would have a password that nobody knows.</summary>
    private void WritePasswords(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Throw(Failure.Session(ErrorKind.FileUnwritable, PasswordPath, exception.Message));
        }
    }
}
