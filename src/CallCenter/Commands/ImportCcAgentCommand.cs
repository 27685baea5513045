using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Http;
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
public sealed class ImportCcAgentCommand : AgentCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    // The columns that the result has as properties of its own.
    private static readonly HashSet<string> Told = new(
        ((Field[])[AgentField.Code, AgentField.LoginName, AgentField.UserName, QueueField.Queue]).SelectMany(field => field.Names), StringComparer.OrdinalIgnoreCase);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ImportTally _tally = new();
    private AgentFileReport? _report;
    private AgentRow? _row;
    private PasswordFile? _passwords;
    private ILookup<int, AgentFileFault> _faults = null!;
    private QueueClient? _phoneSystem;
    private long _rowsRead;

    /// <summary>The CSV file: UTF-8, UTF-16, UTF-32 or GB18030 unless -Encoding says otherwise, with the columns of New-CcAgent.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The CSV file, exactly as it is called; Get-Item and Get-ChildItem hand it over.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The encoding of the file, whatever it looks like; it is found out when it is left out.</summary>
    [Parameter]
    [EncodingTransform]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>Kinds of fault that are none this time, since the values are right as they are.</summary>
    [Parameter]
    [ValidateSet(
        nameof(ErrorKind.SpreadsheetDamage), nameof(ErrorKind.LostLeadingZero), nameof(ErrorKind.UnlikelyValue), nameof(ErrorKind.UnlikeOthers),
        nameof(ErrorKind.DoubtfulEncoding), nameof(ErrorKind.NotAnAgent))]
    public ErrorKind[] Accept { get; set; } = [];

    /// <summary>Create the agents and sign no extension in, although the file has queues.</summary>
    [Parameter]
    public SwitchParameter SkipQueue { get; set; }

    /// <summary>Generate a password for rows that bring one, too.</summary>
    [Parameter]
    public SwitchParameter ResetPassword { get; set; }

    /// <summary>Check the file and send nothing.</summary>
    [Parameter]
    public SwitchParameter CheckOnly { get; set; }

    /// <summary>A file to add the generated passwords to, encrypted to -EncryptTo, instead of emitting the agents with them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PasswordPath { get; set; }

    /// <summary>The certificates to encrypt to, given or found as Protect-CmsMessage finds them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CertificateTransform]
    public X509Certificate2[]? EncryptTo { get; set; }

    // A file whose columns cannot be told apart has no rows that could be sent.
    private bool SendsRows => !CheckOnly && _report!.HasUsableColumns;

    /// <inheritdoc/>
    private protected override bool TellsOfRowsAlreadyDone => false;

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
            var line = _tally.Describe(System.IO.Path.GetFileName(_report.Path), _report.RowCount, _clock.Elapsed, isRun: SendsRows);
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
    private protected override object Shown(object target)
    {
        var row = (AgentRow)target;
        var fields = InputRow.PropertiesOf(row).ToList();
        var known = new HashSet<string>(AgentField.All.SelectMany(field => field.Names), StringComparer.OrdinalIgnoreCase);
        return InputRow.From([("line", row.LineNumber), .. fields, .. row.Cells.Where(cell => known.Add(cell.Key)).Select(cell => (cell.Key, (object?)cell.Value))]);
    }

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
            var operations = new List<Operation> { ToCreation(ResetPassword ? row.WithoutPassword() : row) };
            if (_phoneSystem is not null && !string.IsNullOrWhiteSpace(row.Queue))
            {
                var extension = QueueField.Read(QueueField.Extension, row.Extension).OrThrow(Subject())![0];
                operations.AddRange(QueueField.Read(QueueField.Queue, row.Queue).OrThrow(Subject())!
                    .Select(queue => new EnterQueue(_phoneSystem, ActiveSession.QueueDestination, queue, extension)));
            }

            return [new(RowNumber, target, operations)];
        }
        catch (CallCenterException exception)
        {
            Write(row, CcImportState.Failed, problem: exception.Message);
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

        var queues = outcome.Operations.Where(one => one.Error is null).Select(one => one.Operation).OfType<EnterQueue>().Select(enter => enter.Queue);
        Write(row, CcImportRow.StateOf(outcome), [.. queues], problems.Count == 0 ? null : string.Join(" ", problems), credential);
    }

    private void Write(AgentRow row, CcImportState state, IReadOnlyList<string>? queues = null, string? problem = null, PSCredential? credential = null)
    {
        _tally.Add(state);
        var result = new CcImportRow
        {
            Line = row.LineNumber,
            Code = row[AgentField.Code],
            LoginName = row[AgentField.LoginName],
            UserName = row[AgentField.UserName],
            State = state,
            Queue = queues ?? [],
            Problem = problem,
            Credential = credential,
        };
        WriteObject(InputRow.Carried(result, InputRow.From(row.Cells.Select(cell => (cell.Key, (object?)cell.Value))), Told));
    }

    /// <summary>Checks the file, and opens what its run needs.</summary>
    private void Begin(string path)
    {
        var log = new RequestLog(withBodies: false);
        var session = CheckOnly ? null : ResolveUsable(Session);
        var options = new AgentFileOptions { Encoding = Encoding, Accepted = Accept, HasPhoneSystem = !SkipQueue && session is not { QueueUri: null } };
        _report = WaitFor(Task.Run(() => AgentFile.Check(path, options, StoppingToken)), log, Messages.FormatProgressFile(path));
        _faults = _report.Faults.ToLookup(fault => fault.RowLine);
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

        if (_report.HasQueues && !SkipQueue && !options.HasPhoneSystem)
        {
            Warn(Messages.NoticeNoPhoneSystem);
        }

        JournalPath ??= path + ".journal";
        base.BeginProcessing();
    }

    /// <summary>Reports the faults and sends the rows that have none.</summary>
    private void Send()
    {
        foreach (var fault in _report!.Faults)
        {
            WriteError(ToRecord(fault.ToException(), fault));
        }

        if (!_report.HasUsableColumns)
        {
            return;
        }

        try
        {
            foreach (var row in AgentFile.ReadRows(_report.Path, _report))
            {
                _rowsRead++;
                RowNumber = row.LineNumber;
                _row = row;
                Send(row);
            }
        }
        catch (CallCenterException exception) when (SendsRows)
        {
            Report(exception, _report.Path);
        }
        catch (CallCenterException exception)
        {
            WriteError(ToRecord(exception, _report.Path));
        }
    }

    private void Send(AgentRow row)
    {
        if (row.IsFaulty)
        {
            var problems = _faults[row.LineNumber].Select(fault => fault.Reason).DefaultIfEmpty(Messages.ImportFurtherFault);
            Write(row, CcImportState.Skipped, problem: string.Join(" ", problems));
        }
        else if (SendsRows)
        {
            ProcessRow(row);
        }
        else
        {
            Write(row, CcImportState.NotSent);
        }
    }
}
