#if NET
using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using CallCenter.Core.Text;
using Microsoft.Win32.SafeHandles;

namespace CallCenter.Core.Runs;

/// <summary>
/// Opens and locks files on Unix as FileStream cannot: without a lock, since it would be refused, and would keep a run from
/// beginning; without following a link; and with a lock that no setting of the runtime disables.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class UnixFile
{
    private const int ReadWrite = 2;
    private const int LockShared = 1;
    private const int LockExclusive = 2;
    private const int LockNow = 4;
    private const int LockRelease = 8;
    private const int NoSuchFile = 2;

    // These are other bits on macOS, and one of them on ARM.
    private static readonly bool IsMac = OperatingSystem.IsMacOS();
    private static readonly int CloseOnExec = IsMac ? 0x1000000 : 0x80000;
    private static readonly int NoWait = IsMac ? 0x4 : 0x800;
    private static readonly int NoFollow = IsMac ? 0x100
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le ? 0x8000 : 0x20000;

    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public static FileStream OpenRead(string path) => new(Open(path, CloseOnExec | NoWait), FileAccess.Read);

    /// <summary>Opens a file that is there, to read and to write, or creates one that only its owner may read; links are not followed.</summary>
    /// <exception cref="IOException">It cannot be opened or created, or is a link.</exception>
    public static FileStream OpenOrCreate(string path)
    {
        for (var left = 2; ; left--)
        {
            try
            {
                return new FileStream(Open(path, ReadWrite | NoFollow | CloseOnExec | NoWait), FileAccess.ReadWrite, bufferSize: 1);
            }
            catch (FileNotFoundException)
            {
                try
                {
                    // Creates where nothing is, a link included.
                    return new FileStream(path, new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.ReadWrite,
                        BufferSize = 1,
                        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    });
                }
                catch (IOException exception) when (left > 0 && exception is not (FileNotFoundException or DirectoryNotFoundException) && Path.Exists(path))
                {
                    // Somebody else created it meanwhile.
                }
            }
        }
    }

    /// <summary>Locks a file until it is closed, unless another has locked it; a file system without locks counts as one where nobody has.</summary>
    public static bool TryLock(FileStream file, bool exclusive) =>
        flock(file.SafeFileHandle, (exclusive ? LockExclusive : LockShared) | LockNow) == 0 || Marshal.GetLastWin32Error() is not (11 or 35);

    /// <summary>Releases the lock. Closing alone does not, while a process that is being started has the file as well.</summary>
    public static void Unlock(FileStream file) => _ = flock(file.SafeFileHandle, LockRelease);

    /// <summary>Whether it is a regular file: that alone has a length, or when it is empty, one that can be set.</summary>
    public static bool IsRegular(FileStream file) => file.CanSeek && (file.Length > 0 || ftruncate(file.SafeFileHandle, 0) == 0);

    private static SafeFileHandle Open(string path, int flags)
    {
        var handle = open(Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0'), flags);
        if (handle >= 0)
        {
            return new SafeFileHandle(handle, ownsHandle: true);
        }

        var error = Marshal.GetLastWin32Error();
        var message = new Win32Exception(error).Message;
        throw error == NoSuchFile ? new FileNotFoundException(message)
            : new IOException((flags & NoFollow) != 0 && new FileInfo(path).LinkTarget is not null ? Messages.FileIsLink : message);
    }

#pragma warning disable IDE1006 // The names are the system's.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int flock(SafeFileHandle file, int operation);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ftruncate(SafeFileHandle file, nint length);
#pragma warning restore IDE1006
}
#endif
