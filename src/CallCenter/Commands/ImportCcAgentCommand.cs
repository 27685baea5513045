using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Queues;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;

namespace CallCenter.Commands;

/// <summary>
/// Onboards the agents of a CSV file: creates each and signs its extension in to its queues. Checks the whole file before the first
/// request, then runs, with a journal beside the file, so that the same command continues after an interruption.
/// </summary>
[Cmdlet(VerbsData.Import, "CcAgent", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(CcImportRow))]
public sealed partial class ImportCcAgentCommand : AgentCommand
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ImportTally _tally = new();
    private AgentFileReport? _report;
    private AgentRow? _row;
    private PasswordFile? _passwords;
    private QueueClient? _phoneSystem;
    private long _rowsRead;

    /// <summary>The CSV file: UTF-8, UTF-16, UTF-32 or GB18030 unless -Encoding says otherwise, with the columns of New-CcAgent.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform("LiteralPath", "PSPath", "LP")]
    public string? Path { get; set; }

    /// <summary>The CSV file, exactly as it is called; Get-Item and Get-ChildItem hand it over.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? LiteralPath { get; set; }

    /// <summary>The encoding of the file, whatever it looks like; it is found out when it is left out.</summary>
    [Parameter]
    [EncodingTransform]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>Kinds of fault to accept this time, since the values are right as they are.</summary>
    [Parameter]
    [ValidateSet(
        nameof(ErrorKind.SpreadsheetDamage), nameof(ErrorKind.LostLeadingZero), nameof(ErrorKind.UnlikelyValue), nameof(ErrorKind.UnlikeOthers),
        nameof(ErrorKind.DoubtfulEncoding), nameof(ErrorKind.NotAnAgent))]
    public ErrorKind[] Accept { get; set; } = [];

    /// <summary>Create the agents and sign no extension in, although the file has queues.</summary>
    [Parameter]
    public SwitchParameter SkipQueue { get; set; }

    /// <summary>Generate a password also for rows that have one.</summary>
    [Parameter]
    public SwitchParameter ResetPassword { get; set; }

    /// <summary>Check the file and send nothing.</summary>
    [Parameter]
    public SwitchParameter CheckOnly { get; set; }

    /// <summary>A file to add the generated passwords to, encrypted to -EncryptTo, instead of emitting the agents with them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? PasswordPath { get; set; }

    /// <summary>The certificates to encrypt to, given or found as Protect-CmsMessage finds them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CertificateTransform]
    public X509Certificate2[]? EncryptTo { get; set; }

    // A file whose columns cannot be told apart has no rows that could be sent.
    private bool SendsRows => !CheckOnly && _report!.HasUsableColumns;

    /// <inheritdoc/>
    private protected override bool WarnsOfRowsAlreadyDone => false;

    /// <inheritdoc/>
    private protected override long? TotalRows => _report?.RowCount;

    /// <inheritdoc/>
    private protected override long RowsRead => _rowsRead;

    /// <inheritdoc/>
    private protected override IReadOnlyList<Destination> Destinations =>
        _phoneSystem is null ? base.Destinations : [.. base.Destinations, ActiveSession.QueueDestination];

    /// <inheritdoc/>
    private protected override string? LostResultHint => _passwords is null ? base.LostResultHint : null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (PasswordPath is null != EncryptTo is null)
        {
            ThrowParameter(Messages.ImportPasswordPathAlone, Messages.ImportPasswordPathAloneAdvice);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = AgentFile.Resolve(ResolvePath(LiteralPath ?? Path!, isLiteral: LiteralPath is not null));
        if (_report is not null)
        {
            WriteError(ToRecord(Failure.Session(ErrorKind.InvalidParameter, Messages.FormatImportOneFile(path), Messages.ImportOneFileAdvice), path));
            return;
        }

        Begin(path);
        Send();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_report is null)
        {
            return;
        }

        if (SendsRows)
        {
            base.EndProcessing();
        }

        if (_report.RowCount > 0 && !Preferences.WhatIf)
        {
            var line = _tally.Describe(System.IO.Path.GetFileName(_report.Path), _report.RowCount, _clock.Elapsed, isRun: SendsRows, isFaulty: _report.Faults.Count > 0);
            WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _passwords?.Dispose();
        }
    }

    /// <inheritdoc/>
    private protected override object Target() => _row!;

    /// <inheritdoc/>
    private protected override object Shown(object target) => InputRow.From((AgentRow)target);

    /// <inheritdoc/>
    private protected override string Subject() => _row?.Label is { } code
        ? Messages.FormatSubjectAgentLine(RowNumber, code)
        : Messages.FormatSubjectLine(RowNumber);

    /// <inheritdoc/>
    private protected override void Connect()
    {
        base.Connect();
        _phoneSystem = _report!.HasQueues && !SkipQueue && ActiveSession.QueueUri is not null ? ActiveSession.RequirePhoneSystem() : null;
    }

    /// <inheritdoc/>
    private protected override IEnumerable<RunRow> Read(object target)
    {
        var row = (AgentRow)target;
        try
        {
            var operations = new List<Operation> { ToCreation(ResetPassword ? row with { Password = null } : row) };
            if (_phoneSystem is not null && !string.IsNullOrWhiteSpace(row.Queue))
            {
                var extension = QueueField.Read(QueueField.Extension, row.Extension).OrThrow(Subject())![0];
                operations.AddRange(QueueField.Read(QueueField.Queue, row.Queue).OrThrow(Subject())!
                    .Select(queue => QueueOperation.Enter(_phoneSystem, ActiveSession.QueueDestination, queue, extension)));
            }

            return [new(RowNumber, target, operations)];
        }
        catch (CallCenterException exception)
        {
            Write(row, new(row) { State = CcImportState.Failed, Problem = exception.Message });
            throw;
        }
    }

    /// <inheritdoc/>
    private protected override IHandover? OpenHandover()
    {
        if (PasswordPath is null)
        {
            return null;
        }

        var path = ResolvePath(PasswordPath);
        _passwords = PasswordFile.Open(path, EncryptTo!);
        if (_passwords.TornBytes > 0)
        {
            Warn(Messages.FormatPasswordFileTorn(path, _passwords.TornBytes));
        }

        return _passwords;
    }

    /// <inheritdoc/>
    private protected override void WriteRow(RowOutcome outcome)
    {
        base.WriteRow(outcome);
        var row = (AgentRow)outcome.Row.Target;
        var problems = outcome.Operations.Where(one => one.Error is not null).Select(one => one.Error!.Message).ToList();
        PSCredential? credential = null;
        if (outcome.Operations is [{ Error: null, IsLeftOut: false, Operation: CreateAgent { Agent: { IsPasswordGenerated: true } agent } } created, ..])
        {
            if (created.IsFromEarlierRun)
            {
                problems.Add(_passwords is null ? Messages.ImportLostPassword : Messages.FormatImportEarlierPassword(created.Operation.Describe(), PasswordPath));
                Warn(_passwords is null ? Messages.FormatJournalSettledPassword(created.Operation.Describe()) : problems[problems.Count - 1]);
            }
            else if (_passwords is null)
            {
                credential = new PSCredential(agent.LoginName, agent.Password!.ToSecureString());
            }
        }

        var queues = outcome.Operations.Where(one => one.Error is null).Select(one => one.Operation).OfType<QueueOperation>().Select(enter => enter.Queue);
        Write(row, new(row)
        {
            State = CcImportRow.StateOf(outcome),
            Queue = new TextList([.. queues]),
            Problem = problems.Count == 0 ? null : string.Join(" ", problems),
            Credential = credential,
        });
    }

    private void Write(AgentRow row, CcImportRow result)
    {
        _tally.Add(result.State);
        WriteObject(InputRow.WithRowColumns(result, row.Cells.Select(cell => (cell.Key, (object?)cell.Value)), CcImportRow.OwnColumns));
    }
}
