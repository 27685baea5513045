using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Threading;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>A CSV file of agents: checked as a whole first, then read row by row.</summary>
public static class AgentFile
{
    // Asking whether the file changed costs a call to the system; a block holds that many rows anyway.
    private const int RowsPerStamp = 100;

    /// <summary>Reads the whole file, once, and reports all that is wrong with it, also that it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; null to find out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static AgentFileReport Check(string path, AgentFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AgentFileOptions();
        try
        {
            using var file = Open(path);
            return Check(path, file, options, cancellationToken);
        }
        catch (Exception exception) when (IsFileTrouble(exception))
        {
            return Unusable(path, ErrorKind.FileUnreadable, path, exception.Message);
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

    private static AgentFileReport Check(string path, FileStream file, AgentFileOptions options, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(file);
        using var reader = new DetectingReader(file.Read, options.Encoding, cancellationToken);
        var check = Check(reader, reader.Guess, options, cancellationToken);
        var text = reader.Finish();
        if (text.IsBinary)
        {
            return Unusable(path, text.IsWorkbook ? ErrorKind.Workbook : ErrorKind.NotText);
        }

        if (reader.Guess.IsBinary || text.Encoding.CodePage != reader.Guess.Encoding.CodePage)
        {
            // The beginning of a large file misled. It is the one case in which the file is read once more.
            file.Position = 0;
            check = Check(new DecodedText(file, text.Encoding), text, options, cancellationToken);
        }

        if (FileStamp.Of(file) != stamp)
        {
            check.Faults.Add(ErrorKind.FileChanged, path);
        }

        IEnumerable<string> doubts = text.IsDoubtful ? [(check.Doubt ?? new EncodingDoubt(text.Encoding)).Notice] : [];
        return new AgentFileReport
        {
            Path = path,
            Faults = check.Faults.Sorted,
            FurtherFaultCount = check.Faults.FurtherCount,
            Notices = [.. doubts, .. check.Columns?.Notices ?? []],
            RowCount = check.RowCount,
            Encoding = text.Encoding,
            Delimiter = check.Delimiter,
            Columns = check.Columns,
            FaultyLines = check.FaultyLines,
            Stamp = stamp,
        };
    }

    private static AgentFileCheck Check(TextReader reader, DetectedText text, AgentFileOptions options, CancellationToken cancellationToken)
    {
        var check = new AgentFileCheck(options, text);
        if (!text.IsBinary)
        {
            check.Run(new CsvReader(reader, options.Delimiter), cancellationToken);
        }

        return check;
    }

    private static AgentFileReport Unusable(string path, ErrorKind kind, params object?[] details) =>
        new() { Path = path, Faults = [new AgentFileFault(0, null, null, Failure.InFile(kind, 0, null, details))] };

    private static IEnumerable<AgentRow> Rows(string path, AgentFileReport report, AgentColumns columns)
    {
        using var file = Try(() => Open(path), path);
        RefuseIfChanged(file, report);
        using var records = Try(() => new CsvReader(new DecodedText(file, report.Encoding!), report.Delimiter), path)
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
    internal static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new IOException(Messages.FileNotSeekable);
        }

        return file;
    }

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

    internal static bool IsFileTrouble(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;
}
