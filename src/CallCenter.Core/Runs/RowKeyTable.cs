namespace CallCenter.Core.Runs;

/// <summary>A hash table from 64-bit hashes to row numbers, open-addressed, for <see cref="RowKeys"/>.</summary>
internal sealed class RowKeyTable
{
    private ulong[] _hashes = new ulong[16];

    // Rows are counted from 1, so 0 marks a free place.
    private int[] _rows = new int[16];
    private int _count;

    public bool TryAdd(ulong hash, int row, out int earlier)
    {
        var place = PlaceOf(hash);
        earlier = _rows[place];
        if (earlier != 0)
        {
            return false;
        }

        _hashes[place] = hash;
        _rows[place] = row;
        _count++;
        if (_count * 5L > _rows.Length * 4L)
        {
            Grow();
        }

        return true;
    }

    private int PlaceOf(ulong hash)
    {
        // The lowest bits chose the table; these are others.
        var place = (int)(((hash >> 32) * (ulong)_rows.Length) >> 32);
        while (_rows[place] != 0 && _hashes[place] != hash)
        {
            place = place + 1 == _rows.Length ? 0 : place + 1;
        }

        return place;
    }

    private void Grow()
    {
        var (hashes, rows) = (_hashes, _rows);

        // By a quarter: doubling would leave half of the room free most of the time.
        _hashes = new ulong[hashes.Length + (hashes.Length / 4)];
        _rows = new int[_hashes.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] != 0)
            {
                var place = PlaceOf(hashes[i]);
                _hashes[place] = hashes[i];
                _rows[place] = rows[i];
            }
        }
    }
}
