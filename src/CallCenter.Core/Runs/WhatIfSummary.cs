using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>What -WhatIf has described of one run.</summary>
public sealed class WhatIfSummary
{
    private string? _place;
    private long _rows;

    /// <summary>Adds a row that would be sent. The place is named once, until a row goes elsewhere.</summary>
    /// <param name="row">The row.</param>
    /// <returns>A sentence that asks about it, and one that describes it.</returns>
    public (string Question, string Description) Add(RunRow row)
    {
        var place = row.Operations[0].Place;
        var isElsewhere = place != _place;
        _place = place;
        _rows++;
        var question = Describe(row, withPlace: true);
        return (question, isElsewhere ? question : Describe(row, withPlace: false));
    }

    /// <summary>The total, in one line.</summary>
    /// <param name="rows">How many rows there were, faulty ones included.</param>
    /// <param name="alreadyDone">How many of them an earlier run had done.</param>
    public string Total(long rows, long alreadyDone)
    {
        var faulty = rows - _rows - alreadyDone;
        return Messages.FormatWhatIfTotal(_rows, rows)
            + (faulty > 0 ? Messages.FormatWhatIfTotalFaulty(faulty) : string.Empty)
            + (alreadyDone > 0 ? Messages.FormatWhatIfTotalDone(alreadyDone) : string.Empty);
    }

    private static string Describe(RunRow row, bool withPlace) =>
        Messages.JoinStatements(row.Operations.Select(operation => operation.DescribeInFull(withPlace)));
}
