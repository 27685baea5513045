using System;
using System.IO;

namespace CallCenter.Core.Files;

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
