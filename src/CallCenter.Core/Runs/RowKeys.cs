using System;
using System.Collections.Generic;
using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// Remembers in which row of a run each key was first given. It is the one thing that grows with the rows, so it keeps 64 bits
/// of a key's SHA-256 instead of the key: with a million rows the chance that two different keys are taken for the same is about
/// one in forty million, and then it is an error that names both rows, not a silent loss.
/// </summary>
public sealed class RowKeys
{
    // Many small tables, so that only a small one is copied when it grows.
    private readonly Dictionary<ulong, int>[] _tables = new Dictionary<ulong, int>[256];

    /// <summary>Remembers a key, unless an earlier row gave it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="row">The number of the row that gives it.</param>
    /// <param name="earlier">The number of the row that gave it first.</param>
    /// <returns>False when an earlier row gave it.</returns>
    public bool TryAdd(string key, int row, out int earlier)
    {
        var hash = BitConverter.ToUInt64(Sha256.Of(Encoding.UTF8.GetBytes(key)), 0);
        var table = _tables[hash & 0xFF] ??= [];
        if (table.TryGetValue(hash, out earlier))
        {
            return false;
        }

        table.Add(hash, row);
        return true;
    }
}
