using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Reads journals to show them, even while a run is writing.</summary>
public static class JournalReader
{
    /// <summary>The journal as it is now.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CallCenterException">
    /// <see cref="ErrorKind.JournalUnreadable"/>: there is no such file, it is no journal or holds nothing yet, is of another version,
    /// or is broken elsewhere than at its end.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static JournalContent Read(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            var inUse = IsInUse(path);
            using var stream = OpenRead(path);

            // A device never ends, and reports a length of zero.
            return stream.CanSeek && stream.Length > 0
                ? Read(path, stream, inUse, cancellationToken)
                : throw Failure.Session(ErrorKind.JournalUnreadable, path, Messages.JournalIsEmpty);
        }
        catch (Exception exception) when (JournalFile.IsRefusal(exception))
        {
            throw Failure.Session(ErrorKind.JournalUnreadable, path, exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>The operations that a run with this journal would not send again, without opening it for a run.</summary>
    /// <param name="path">The file; if it does not exist, nothing is done yet.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CallCenterException">As for <see cref="Read(string, CancellationToken)"/>; or <see cref="ErrorKind.JournalMismatch"/>, when it is of another server.</exception>
    public static ISet<OperationId> ReadDone(string path, JournalRun run, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(path))
        {
            return new HashSet<OperationId>();
        }

        var content = Read(path, cancellationToken);
        RunJournal.Require(path, content.Runs, run);
        return new HashSet<OperationId>(content.Rows.Where(row => row.State == JournalState.Done).Select(row => row.Id));
    }

    private static JournalContent Read(string path, Stream stream, bool inUse, CancellationToken cancellationToken)
    {
        var runs = new List<JournalRun>();
        var rows = new List<JournalRow>();
        var index = new Dictionary<OperationId, JournalRow>();
        var scan = JournalScan.Read(
            path,
            stream,
            begun =>
            {
                runs.Add(begun);
                rows.ForEach(row => row.EndRun());
            },
            record =>
            {
                if (!index.TryGetValue(record.Id, out var row))
                {
                    row = new JournalRow(record.Id);
                    index.Add(record.Id, row);
                    rows.Add(row);
                }

                row.Add(record);
            },
            cancellationToken);
        if (scan.Header is null)
        {
            throw Failure.Session(ErrorKind.JournalUnreadable, path, Messages.JournalIsEmpty);
        }

        runs.Insert(0, scan.Header);
        if (inUse)
        {
            // Half a line at the end is still being written.
            return new JournalContent(runs, null, inUse, rows);
        }

        rows.ForEach(row => row.EndRun());
        return new JournalContent(runs, scan.Tear, inUse, rows);
    }

    /// <summary>Opens a file that a run may have open for writing, without getting in its way.</summary>
    internal static FileStream OpenRead(string path) =>
#if NET
        !OperatingSystem.IsWindows() ? UnixFile.OpenRead(path) :
#endif
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Whether a run has the file open: then the system refuses to open it in a way that excludes writers.</summary>
    private static bool IsInUse(string path)
    {
        try
        {
            // A run that begins at this very moment tries again; see JournalFile.
#if NET
            if (!OperatingSystem.IsWindows())
            {
                using var file = UnixFile.OpenRead(path);
                var isFree = UnixFile.TryLock(file, exclusive: false);
                UnixFile.Unlock(file);
                return !isFree;
            }
#endif
            using var asked = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException exception) when (JournalFile.IsInUse(exception))
        {
            return true;
        }
    }
}
