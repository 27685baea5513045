using System;

namespace CallCenter.Core.Runs;

/// <summary>What a journal needs of its file; disks that are full are easier to make in a test with it.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>Writes at the end.</summary>
    void Append(byte[] bytes, int count);

    /// <summary>Returns when all that was written is on the disk.</summary>
    void FlushToDisk();
}
