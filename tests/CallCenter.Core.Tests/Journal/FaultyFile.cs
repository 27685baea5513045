using System;
using System.IO;
using System.Threading;
using CallCenter.Core.Runs;

namespace CallCenter.Core.Tests.Journal;

/// <summary>The file of a journal, which counts, waits and fails as a test wants.</summary>
internal sealed class FaultyFile(IJournalFile file) : IJournalFile
{
    private int _flushes;

    public int Flushes => _flushes;

    public bool IsFull { get; set; }

    public Action OnAppend { get; set; } = () => { };

    public Action OnFlush { get; set; } = () => { };

    public void Append(byte[] bytes, int count)
    {
        OnAppend();
        if (IsFull)
        {
            // A full disk takes some of it.
            file.Append(bytes, count / 2);
            throw new IOException("No space left on device.");
        }

        file.Append(bytes, count);
    }

    public void FlushToDisk()
    {
        Interlocked.Increment(ref _flushes);
        OnFlush();
        file.FlushToDisk();
    }

    public void Dispose() => file.Dispose();
}
