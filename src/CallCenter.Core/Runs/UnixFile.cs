#if NET
using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CallCenter.Core.Runs;

/// <summary>
/// Opens a file on Unix without a lock: FileStream asks for one whatever may be shared, so it would be refused, and would keep a
/// run from beginning.
/// </summary>
internal static class UnixFile
{
    // O_RDONLY, and O_CLOEXEC, which is another bit on macOS.
    private const int LinuxFlags = 0x80000;
    private const int MacFlags = 0x1000000;

    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public static FileStream OpenRead(string path)
    {
        var full = Path.GetFullPath(path);
        var handle = open(Encoding.UTF8.GetBytes(full + '\0'), OperatingSystem.IsMacOS() ? MacFlags : LinuxFlags);
        return handle >= 0
            ? new FileStream(new SafeFileHandle((IntPtr)handle, ownsHandle: true), FileAccess.Read)
            : throw new IOException(new Win32Exception(Marshal.GetLastWin32Error()).Message);
    }

#pragma warning disable IDE1006 // The name is the system's.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);
#pragma warning restore IDE1006
}
#endif
