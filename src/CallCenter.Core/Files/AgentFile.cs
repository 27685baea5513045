using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>A CSV file of agents: checked as a whole first, then read row by row.</summary>
public static class AgentFile
{
    // Asking whether the file changed costs a call to the system; a block holds that many rows anyway.
    private const int RowsPerStamp = 100;

    /// <summary>The file that a path leads to: through a link, the one it points to, so that a file has one name and one journal.</summary>
    /// <remarks>.NET Framework does not tell links from files.</remarks>
    public static string Resolve(string path)
    {
#if NET
        return File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
#else
        return path;
#endif
    }

    /// <summary>Reads the whole file, once, and reports all that is wrong with it, also that it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; null to find out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static AgentFileReport Check(string path, AgentFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AgentFileOptions();
        if (Directory.Exists(path))
        {
            return Unusable(path, options, ErrorKind.FileUnreadable, path, Messages.FileIsFolder);
        }

        try
        {
            using var file = TextFile.Open(path);
            return Check(path, file, options, cancellationToken);
        }
        catch (Exception exception) when (TextFile.IsAccessError(exception))
        {
            return Unusable(path, options, ErrorKind.FileUnreadable, path, exception.Message);
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
        var (report, text) = TextFile.Read(file, options.Encoding, Read, cancellationToken);
        if (text.Fault is var (kind, details))
        {
            return Unusable(path, options, kind, details);
        }

        if (FileStamp.Of(file) != stamp)
        {
            report!.Add(ErrorKind.FileChanged, path);
        }

        return report!;

        AgentFileReport Read(TextReader reader, DetectedText detected)
        {
            var found = new AgentFileReport(path, options) { Encoding = detected.Encoding, Stamp = stamp };
            new AgentFileCheck(found, options, detected).Run(new CsvReader(reader, options.Delimiter), cancellationToken);
            return found;
        }
    }

    private static AgentFileReport Unusable(string path, AgentFileOptions options, ErrorKind kind, params object?[] details)
    {
        var report = new AgentFileReport(path, options);
        report.Add(kind, details);
        return report;
    }

    private static IEnumerable<AgentRow> Rows(string path, AgentFileReport report, AgentColumns columns)
    {
        using var file = Try(() => TextFile.Open(path), path);
        using var records = Try(() => new CsvReader(new DecodedText(file, report.Encoding!), report.Delimiter), path)
            .Read().Where(record => !record.IsBlank).GetEnumerator();
        var count = 0;
        for (; Try(records.MoveNext, path); count++)
        {
            if (count % RowsPerStamp == 0)
            {
                RefuseIfChanged(file, report);
            }

            // A file can be saved in place while it is read: what is sent is what was checked.
            var record = records.Current;
            var isFaulty = report.FaultyLines.Contains(record.LineNumber);
            if (count >= report.Hashes.Count || (!isFaulty && record.Hash() != report.Hashes[count]))
            {
                throw Changed(report);
            }

            if (count > 0)
            {
                yield return columns.ToRow(record, isFaulty, report.Accepted);
            }
        }

        if (count != report.Hashes.Count)
        {
            throw Changed(report);
        }
    }

    private static void RefuseIfChanged(FileStream file, AgentFileReport report)
    {
        // Also by its name, which may lead to another file by now.
        if (Try(() => FileStamp.Of(file), report.Path) != report.Stamp || Try(() => FileStamp.At(report.Path), report.Path) != report.Stamp)
        {
            throw Changed(report);
        }
    }

    private static CallCenterException Changed(AgentFileReport report) => Failure.Session(ErrorKind.FileChanged, report.Path);

    private static T Try<T>(Func<T> read, string path)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (TextFile.IsAccessError(exception))
        {
            throw Failure.Session(ErrorKind.FileUnreadable, path, exception.Message);
        }
    }
}

/// <summary>What tells a changed file from the one that was checked.</summary>
internal readonly record struct FileStamp(long Length, DateTime LastWriteTimeUtc)
{
    /// <summary>The stamp of an open file; on .NET of what was opened, wherever its name points by now.</summary>
    public static FileStamp Of(FileStream file) =>
#if NET
        new(file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
#else
        new(file.Length, File.GetLastWriteTimeUtc(file.Name));
#endif

    /// <summary>The stamp of what a name leads to now.</summary>
    public static FileStamp At(string path)
    {
        var file = new FileInfo(path);
        return new(file.Length, file.LastWriteTimeUtc);
    }
}
