using System;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// Remembers in which row of a run each key was first given. It is the one thing that grows with the rows, so it keeps 12 bytes
/// a key, and a fifth to a third of its room free: the row's number and 64 bits of the key's SHA-256. With a million rows the chance that any two different keys
/// are taken for the same is about one in forty million, and then it is an error that names both rows, not a silent loss.
/// </summary>
public sealed class RowKeys
{
    // Many small tables, so that one that grows needs room for itself twice and not for all of them.
    private readonly RowKeyTable[] _tables = new RowKeyTable[256];

    /// <summary>Remembers a key, unless an earlier row gave it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="row">The number of the row that gives it.</param>
    /// <param name="earlier">The number of the row that gave it first.</param>
    /// <returns>False when an earlier row gave it.</returns>
    public bool TryAdd(string key, int row, out int earlier)
    {
        var hash = BitConverter.ToUInt64(Sha256.Of(Encoding.UTF8.GetBytes(key)), 0);
        var table = _tables[hash & 0xFF] ??= new RowKeyTable();
        return table.TryAdd(hash, row, out earlier);
    }
}
