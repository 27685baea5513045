using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using System.Threading;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>A CSV file of agents: checked as a whole first, then read row by row.</summary>
public static class AgentFile
{
    // Asking whether the file changed costs a call to the system; a block holds that many rows anyway.
    private const int RowsPerStamp = 100;

    /// <summary>Reads the whole file and reports all that is wrong with it, also that it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; null to find out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static AgentFileReport Check(string path, AgentFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AgentFileOptions();
        var faults = new FaultList(options.MaximumFaults);
        try
        {
            using var file = Open(path);
            return Check(path, file, options, faults, cancellationToken);
        }
        catch (Exception exception) when (IsFileTrouble(exception))
        {
            faults.Add(ErrorKind.FileUnreadable, path, exception.Message);
            return new AgentFileReport { Path = path, Faults = faults.Sorted };
        }
    }

    /// <summary>
    /// Reads the rows of a file that was checked, faulty ones too, one by one. The file is read as the check found it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="report">What the check found.</param>
    /// <exception cref="InvalidOperationException">The check found that the columns cannot be used.</exception>
    /// <exception cref="CallCenterException">
    /// While the rows are taken: the file cannot be read, or it is not what was checked any more.
    /// </exception>
    public static IEnumerable<AgentRow> ReadRows(string path, AgentFileReport report) =>
        report.HasUsableColumns
            ? Rows(path, report, report.Columns!)
            : throw new InvalidOperationException("The columns of this file cannot be used.");

    private static AgentFileReport Check(
        string path, FileStream file, AgentFileOptions options, FaultList faults, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(file);
        var text = TextEncodingDetector.Detect(file, options.Encoding, cancellationToken);
        if (text.IsBinary)
        {
            faults.Add(text.IsWorkbook ? ErrorKind.Workbook : ErrorKind.NotText);
            return new AgentFileReport { Path = path, Faults = faults.Sorted };
        }

        file.Position = 0;
        var csv = new CsvReader(Reader(file, text.Encoding), options.Delimiter);
        var doubt = text.IsDoubtful ? new EncodingDoubt(text.Encoding) : null;
        var check = new AgentFileCheck(faults, doubt);
        check.Run(csv, cancellationToken);
        if (FileStamp.Of(file) != stamp)
        {
            faults.Add(ErrorKind.FileChanged, path);
        }

        return new AgentFileReport
        {
            Path = path,
            Faults = faults.Sorted,
            FurtherFaultCount = faults.FurtherCount,
            Notices = [.. doubt is null ? [] : new[] { doubt.Notice }, .. check.Columns?.Notices ?? []],
            RowCount = check.RowCount,
            Encoding = text.Encoding,
            Delimiter = csv.Delimiter,
            Columns = check.Columns,
            FaultyLines = check.FaultyLines,
            Stamp = stamp,
        };
    }

    private static IEnumerable<AgentRow> Rows(string path, AgentFileReport report, AgentColumns columns)
    {
        using var file = Try(() => Open(path), path);
        RefuseIfChanged(file, report);
        using var records = Try(() => new CsvReader(Reader(file, report.Encoding!), report.Delimiter), path)
            .Read().Where(record => !record.IsBlank).Skip(1).GetEnumerator();
        for (var count = 1; Try(records.MoveNext, path); count++)
        {
            if (count % RowsPerStamp == 0)
            {
                RefuseIfChanged(file, report);
            }

            var record = records.Current;
            yield return columns.ToRow(record, report.FaultyLines.Contains(record.LineNumber));
        }
    }

    // A spreadsheet that has the file open does not allow others to forbid writing.
    private static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new IOException(Messages.Format("File_NotSeekable"));
        }

        return file;
    }

    private static StreamReader Reader(FileStream file, Encoding encoding) =>
        new(file, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);

    private static void RefuseIfChanged(FileStream file, AgentFileReport report)
    {
        if (Try(() => FileStamp.Of(file), report.Path) != report.Stamp)
        {
            throw Failure.Session(ErrorKind.FileChanged, report.Path);
        }
    }

    private static T Try<T>(Func<T> read, string path)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsFileTrouble(exception))
        {
            throw Failure.Session(ErrorKind.FileUnreadable, path, exception.Message);
        }
    }

    private static bool IsFileTrouble(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;
}
