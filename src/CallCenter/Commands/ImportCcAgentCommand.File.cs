using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <content>Checks the file, reports its faults, and sends its rows.</content>
public sealed partial class ImportCcAgentCommand
{
    private ILookup<int, AgentFileFault> _faults = null!;

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

        WriteVerboseLine(Messages.FormatVerboseFile(
            path, _report.Encoding?.WebName ?? "?", _report.Delimiter == '\t' ? "TAB" : _report.Delimiter, _report.RowCount, _report.FaultyRowCount));
        if (!SendsRows)
        {
            WriteVerboseHeader(session: null);
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
            Write(row, new(row) { State = CcImportState.Skipped, Problem = string.Join(" ", problems) });
        }
        else if (SendsRows)
        {
            ProcessRow(row);
        }
        else
        {
            Write(row, new(row) { State = CcImportState.NotSent });
        }
    }
}
