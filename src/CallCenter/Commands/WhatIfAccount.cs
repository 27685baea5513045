using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>What -WhatIf has told of the rows of one run.</summary>
/// <param name="doneEarlier">The rows that earlier runs with the same journal have done.</param>
internal sealed class WhatIfAccount(IReadOnlyCollection<RowId> doneEarlier)
{
    private string? _place;
    private long _sent;

    /// <summary>How many rows would not be sent again.</summary>
    public long AlreadyDone { get; private set; }

    /// <summary>Whether any row was done earlier.</summary>
    public bool KnowsRows => doneEarlier.Count > 0;

    /// <summary>Whether a row would not be sent, since it was done earlier.</summary>
    public bool Skips(RowId row)
    {
        if (!doneEarlier.Contains(row))
        {
            return false;
        }

        AlreadyDone++;
        return true;
    }

    /// <summary>Takes note of a row that would be sent.</summary>
    /// <param name="place">Where it goes.</param>
    /// <returns>Whether that is elsewhere than the one before it.</returns>
    public bool Sends(string place)
    {
        var isElsewhere = place != _place;
        _place = place;
        _sent++;
        return isElsewhere;
    }

    /// <summary>What all of it comes to, in one line.</summary>
    /// <param name="rows">How many rows there were, faulty ones included.</param>
    public string Total(long rows)
    {
        var faulty = rows - _sent - AlreadyDone;
        return Messages.Format("WhatIf_Total", _sent, rows)
            + (faulty > 0 ? Messages.Format("WhatIf_TotalFaulty", faulty) : string.Empty)
            + (AlreadyDone > 0 ? Messages.Format("WhatIf_TotalDone", AlreadyDone) : string.Empty);
    }
}
