using System;
using System.IO;
using System.Threading;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// A file that a run appends to, open for it alone: its journal, or the passwords that it hands over. The system releases it when the
/// process ends, however it ends. It is a regular file and no link, and a new one belongs to its owner alone.
/// </summary>
internal sealed class JournalFile : IJournalFile
{
    // To find out whether a journal is in use, JournalReader holds it for a moment.
    private const int Tries = 4;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(40);

    private readonly FileStream _stream;
    private readonly string _path;

    private JournalFile(FileStream stream, string path)
    {
        _stream = stream;
        _path = path;
    }

    public Stream Stream => _stream;

    /// <summary>Whether it was there before.</summary>
    public bool Existed { get; private init; }

    private static bool CanBeReplaced =>
#if NET
        !OperatingSystem.IsWindows();
#else
        false;
#endif

    /// <summary>Opens it, or creates it; null when another run has it open.</summary>
    /// <exception cref="Exception">It cannot be opened for writing (<see cref="IsRefusal"/>).</exception>
    public static JournalFile? Open(string path)
    {
        var existed = File.Exists(path);
        for (var left = Tries - 1; ; left--)
        {
            if (TryOpen(path) is { } stream)
            {
                return new JournalFile(stream, Path.GetFullPath(path)) { Existed = existed };
            }

            if (left == 0)
            {
                return null;
            }

            Thread.Sleep(BetweenTries);
        }
    }

    /// <summary>Whether the system refused a file with this exception.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Whether it says that another process has the file open: two error codes of Windows, and EWOULDBLOCK on Linux and on macOS.</summary>
    public static bool IsInUse(IOException exception) =>
        exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;

    /// <summary>Cuts the file off at that length.</summary>
    public void Truncate(long length)
    {
        _stream.SetLength(length);
        _stream.Seek(0, SeekOrigin.End);
    }

    public void Append(byte[] bytes, int count)
    {
        RequireInPlace();
        _stream.Write(bytes, 0, count);
    }

    public void FlushToDisk()
    {
        _stream.Flush(flushToDisk: true);
        RequireInPlace();
    }

    public void Dispose()
    {
#if NET
        if (!OperatingSystem.IsWindows() && _stream.CanWrite)
        {
            UnixFile.Unlock(_stream);
        }
#endif
        _stream.Dispose();
    }

    private static FileStream? TryOpen(string path)
    {
        FileStream? stream = null;
        try
        {
#if NET
            if (!OperatingSystem.IsWindows())
            {
                stream = UnixFile.OpenOrCreate(path);
                if (!UnixFile.TryLock(stream, exclusive: true))
                {
                    stream.Dispose();
                    return null;
                }

                return UnixFile.IsRegular(stream) ? stream : throw new IOException(Messages.FileNotRegular);
            }

            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new IOException(Messages.FileIsLink);
            }
#endif
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        }
        catch (IOException exception) when (IsInUse(exception))
        {
            return null;
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Checks that the path still leads to this file and that nobody changed its length. Windows forbids both while it is open. After a file
    /// was deleted, replaced or emptied, a later run would send everything again.
    /// </summary>
    /// <exception cref="FileReplacedException">The path leads elsewhere, or the length has changed.</exception>
    private void RequireInPlace()
    {
        if (CanBeReplaced && new FileInfo(_path) is var now && (!now.Exists || now.Length != _stream.Position))
        {
            throw new FileReplacedException(Messages.FileReplaced);
        }
    }
}

/// <summary>A file was deleted, replaced or changed while a run had it open.</summary>
internal sealed class FileReplacedException(string message) : IOException(message);

/// <summary>What a journal needs of its file. A test can simulate a full disk with it.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>Writes at the end.</summary>
    void Append(byte[] bytes, int count);

    /// <summary>Returns when everything written is on the disk.</summary>
    void FlushToDisk();
}
