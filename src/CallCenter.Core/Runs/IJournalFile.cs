using System;

namespace CallCenter.Core.Runs;

/// <summary>What a journal needs of its file. A test can simulate a full disk with it.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>Writes at the end.</summary>
    void Append(byte[] bytes, int count);

    /// <summary>Returns when everything written is on the disk.</summary>
    void FlushToDisk();
}
