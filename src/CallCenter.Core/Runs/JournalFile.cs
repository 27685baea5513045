using System;
using System.IO;
using System.Threading;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>The file of a journal, open for one run alone. The system frees it when the process ends, however it ends.</summary>
internal sealed class JournalFile : IJournalFile
{
    // Who asks whether a journal is in use holds it for a moment; see JournalReader.
    private const int Tries = 4;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(40);

#if NET
    // On Unix only None keeps a second writer out, and readers with it; UnlockedFile is how they read all the same.
    private static readonly FileShare Share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
#else
    private const FileShare Share = FileShare.Read;
#endif

    private readonly FileStream _stream;

    private JournalFile(FileStream stream) => _stream = stream;

    public Stream Stream => _stream;

    /// <exception cref="CallCenterException">Another run has it open, or it cannot be opened for writing.</exception>
    public static JournalFile Open(string path)
    {
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                return new JournalFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Share, bufferSize: 1));
            }
            catch (IOException exception) when (IsInUse(exception))
            {
                if (left == 0)
                {
                    throw Failure.Session(ErrorKind.JournalInUse, path);
                }

                Thread.Sleep(BetweenTries);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                throw Failed(path, exception);
            }
        }
    }

    public static CallCenterException Failed(string path, Exception exception) =>
        Failure.Session(ErrorKind.JournalFailed, path, exception.Message.TrimEnd('.'));

    /// <summary>Whether the exception is one of those by which the system refuses a file.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Whether it says that another has the file open: two numbers of Windows, and EWOULDBLOCK on Linux and on macOS.</summary>
    public static bool IsInUse(IOException exception) =>
        exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;

    /// <summary>Drops all from there on.</summary>
    public void Truncate(long length)
    {
        _stream.SetLength(length);
        _stream.Seek(0, SeekOrigin.End);
    }

    public void Append(byte[] bytes, int count) => _stream.Write(bytes, 0, count);

    public void FlushToDisk() => _stream.Flush(flushToDisk: true);

    public void Dispose() => _stream.Dispose();
}
