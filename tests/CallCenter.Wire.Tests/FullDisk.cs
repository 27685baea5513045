using System.IO;
using CallCenter.Core.Runs;

namespace CallCenter.Wire.Tests;

/// <summary>The file of a journal on a disk that has no room for anything but the header.</summary>
internal sealed class FullDisk(IJournalFile file) : IJournalFile
{
    private int _appended;

    public void Append(byte[] bytes, int count)
    {
        if (_appended++ > 0)
        {
            throw new IOException("No space left on device.");
        }

        file.Append(bytes, count);
    }

    public void FlushToDisk() => file.FlushToDisk();

    public void Dispose() => file.Dispose();
}
