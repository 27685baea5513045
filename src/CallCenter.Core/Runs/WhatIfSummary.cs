using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>What -WhatIf has described of one run.</summary>
public sealed class WhatIfSummary
{
    private string? _place;
    private long _rows;

    /// <summary>Adds a row that would be sent.</summary>
    /// <param name="place">Where it goes.</param>
    /// <returns>Whether that is another place than that of the row before.</returns>
    public bool Add(string place)
    {
        var isElsewhere = place != _place;
        _place = place;
        _rows++;
        return isElsewhere;
    }

    /// <summary>What all of it comes to, in one line.</summary>
    /// <param name="rows">How many rows there were, faulty ones included.</param>
    /// <param name="alreadyDone">How many of them an earlier run had done.</param>
    public string Total(long rows, long alreadyDone)
    {
        var faulty = rows - _rows - alreadyDone;
        return Messages.FormatWhatIfTotal(_rows, rows)
            + (faulty > 0 ? Messages.FormatWhatIfTotalFaulty(faulty) : string.Empty)
            + (alreadyDone > 0 ? Messages.FormatWhatIfTotalDone(alreadyDone) : string.Empty);
    }
}
