using System;
using System.IO;

namespace CallCenter.Core.Runs;

/// <summary>Opens a file for reading that a run has open for writing, without getting into its way.</summary>
internal static class UnlockedFile
{
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream OpenRead(string path) =>
#if NET
        !OperatingSystem.IsWindows() ? UnixFile.OpenRead(path) :
#endif
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
